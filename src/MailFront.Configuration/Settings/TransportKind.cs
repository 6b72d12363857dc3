namespace MailFront.Configuration.Settings;

/// <summary><c>mailfront_transport</c>.</summary>
public enum TransportKind
{
    /// <summary>The best engine this host has.</summary>
    Auto,

    /// <summary>.NET sockets.</summary>
    Managed,

    /// <summary>epoll and libssl.</summary>
    Native,
}
