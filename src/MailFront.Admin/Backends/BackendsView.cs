namespace MailFront.Admin.Backends;

/// <summary>Answer of <c>GET /backends</c>.</summary>
/// <param name="Backends">By name.</param>
public sealed record BackendsView(IReadOnlyList<BackendView> Backends);
