namespace MailFront.Defence;

/// <summary>A place where the engine is asked. Each is asked from exactly one place in the code.</summary>
public enum Checkpoint
{
    /// <summary>A socket was accepted; nothing is allocated for it yet.</summary>
    Accept,

    /// <summary>A cap is reached: does the newcomer come in instead of the worst of those before login?</summary>
    Evict,

    /// <summary>A trusted balancer's PROXY header has named the client behind it.</summary>
    ProxiedSource,

    /// <summary>A login has named its user; may he log in at all?</summary>
    User,

    /// <summary>A credential could not be decided or served; when is the client told?</summary>
    Unavailable,

    /// <summary>A credential was answered with no; what happens to the connection now?</summary>
    Credential,
}
