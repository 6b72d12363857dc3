namespace MailFront.Transport.Outbound;

/// <summary>How an attempt to connect ended.</summary>
public enum ConnectStatus
{
    /// <summary>Connected.</summary>
    Connected,

    /// <summary>The host name has no address, or the unix path does not exist.</summary>
    NameNotFound,

    /// <summary>The name service did not answer or failed.</summary>
    NameServiceFailed,

    /// <summary>Nothing listens there.</summary>
    Refused,

    /// <summary>No route, host or network down, or access refused.</summary>
    Unreachable,

    /// <summary>The deadline passed.</summary>
    TimedOut,

    /// <summary>This machine has no free local port towards that address.</summary>
    NoLocalPorts,

    /// <summary>This process or machine has no free descriptor.</summary>
    NoDescriptors,
}
