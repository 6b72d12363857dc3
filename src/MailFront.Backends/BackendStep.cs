namespace MailFront.Backends;

/// <summary>The step in which a backend failed.</summary>
public enum BackendStep
{
    /// <summary>Waiting for its turn, before anything was sent.</summary>
    Hold,

    /// <summary>Name resolution.</summary>
    Resolve,

    /// <summary>TCP or unix connect.</summary>
    Connect,

    /// <summary>TLS handshake or STARTTLS.</summary>
    Tls,

    /// <summary>Waiting for the greeting.</summary>
    Greeting,

    /// <summary>Asking for capabilities or sending the client's identity.</summary>
    Negotiate,

    /// <summary>Authentication.</summary>
    Login,
}
