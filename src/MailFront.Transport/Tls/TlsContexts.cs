namespace MailFront.Transport.Tls;

/// <summary>Server certificates by SNI and the limits of the handshake, as one immutable snapshot that a reload replaces.</summary>
public sealed class TlsContexts
{
    private TlsContexts()
    {
    }

    /// <summary>Reads and checks all files of <paramref name="options"/>; all findings at once.</summary>
    /// <param name="options">What to load.</param>
    /// <param name="time">Clock for the validity checks.</param>
    public static TlsContextsOutcome Load(TlsServerOptions options, TimeProvider time) => throw new NotImplementedException();
}
