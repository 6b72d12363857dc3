namespace MailFront.Protocol.ProxyHeader;

/// <summary>What the parser found at the start of a connection.</summary>
public enum ProxyHeaderStatus
{
    /// <summary>A header may still come of it: read more.</summary>
    NeedMore,

    /// <summary>A header.</summary>
    Ok,

    /// <summary>No header, or a wrong one: close without an answer.</summary>
    Invalid,
}
