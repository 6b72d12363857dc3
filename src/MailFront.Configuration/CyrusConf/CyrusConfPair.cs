namespace MailFront.Configuration.CyrusConf;

/// <summary>A <c>key=value</c> of an entry.</summary>
/// <param name="Key">Key, case kept: Cyrus compares it exactly.</param>
/// <param name="Value">Value without its quotes.</param>
internal readonly record struct CyrusConfPair(string Key, string Value);
