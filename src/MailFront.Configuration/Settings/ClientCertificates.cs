namespace MailFront.Configuration.Settings;

/// <summary><c>tls_client_certs</c>.</summary>
public enum ClientCertificates
{
    /// <summary>Not asked for.</summary>
    Off,

    /// <summary>Asked for, not needed.</summary>
    Optional,

    /// <summary>No handshake without one.</summary>
    Require,
}
