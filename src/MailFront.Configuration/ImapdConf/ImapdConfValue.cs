namespace MailFront.Configuration.ImapdConf;

/// <summary>One option of imapd.conf.</summary>
/// <param name="Name">Name as it counts: lower case, service prefix included.</param>
/// <param name="Text">Value, trimmed, never empty.</param>
/// <param name="Place">Line on which it begins.</param>
internal sealed record ImapdConfValue(string Name, string Text, SourcePlace Place)
{
    /// <summary>Name and place only: the text may be a password.</summary>
    public override string ToString() => $"{Name} ({Place.File}:{Place.Line})";
}
