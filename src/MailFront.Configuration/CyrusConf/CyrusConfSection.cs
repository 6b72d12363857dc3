namespace MailFront.Configuration.CyrusConf;

/// <summary>One section.</summary>
/// <param name="Name">Its name in capitals: <c>START</c>, <c>SERVICES</c>, <c>EVENTS</c> or <c>DAEMON</c>.</param>
/// <param name="Place">Line on which it opens.</param>
/// <param name="Entries">Its entries in order.</param>
internal sealed record CyrusConfSection(string Name, SourcePlace Place, IReadOnlyList<CyrusConfEntry> Entries);
