namespace MailFront.Transport.Tls;

/// <summary>Whether clients are asked for a certificate (Cyrus <c>tls_client_certs</c>).</summary>
public enum ClientCertificates
{
    /// <summary>Not asked for.</summary>
    Off,

    /// <summary>Asked for; a client without one is served, one with a certificate that does not verify is not.</summary>
    Optional,

    /// <summary>Asked for; only a client with a certificate that verifies is served.</summary>
    Require,
}
