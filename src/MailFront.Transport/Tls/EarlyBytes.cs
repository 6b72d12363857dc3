namespace MailFront.Transport.Tls;

/// <summary>What a TLS upgrade does with bytes that arrived before it.</summary>
public enum EarlyBytes
{
    /// <summary>STARTTLS and STLS: such bytes are injected plaintext and end the upgrade (RFC 3501 §6.2.1, CVE-2011-0411).</summary>
    Refuse,

    /// <summary>Implicit TLS behind a PROXY header: such bytes are the start of the handshake.</summary>
    Handshake,
}
