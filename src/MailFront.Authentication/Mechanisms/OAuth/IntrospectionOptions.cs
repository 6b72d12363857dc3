namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>Where tokens are looked up (RFC 7662).</summary>
/// <param name="Endpoint">https, or http towards a host that is trusted by the operator.</param>
/// <param name="ClientId">Our name there; empty for none.</param>
/// <param name="ClientSecret">Our password there.</param>
/// <param name="Deadline">Longest time in line, and again from asking to an answer.</param>
public sealed record IntrospectionOptions(Uri Endpoint, string ClientId, string ClientSecret, TimeSpan Deadline)
{
    /// <summary>Questions under way at once; further ones wait in line.</summary>
    public int MaxRunning { get; init; } = 32;

    /// <summary>The secret is not shown.</summary>
    public override string ToString() => $"introspection at {Endpoint}";
}
