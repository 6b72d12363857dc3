namespace MailFront.Transport.Relaying;

/// <summary>Limits of a relay; one object for all sessions of a service.</summary>
public sealed record RelayOptions
{
    /// <summary>Longest time without a byte either way before the session ends. Default 30 minutes (RFC 9051 §5.4); POP3: 10 (RFC 1939 §3).</summary>
    public TimeSpan ClientIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Longest time from the moment the client has closed its side until the session ends, whatever the backend still sends. Default 30
    /// seconds: a client that sends its commands and shuts its side down at once gets that long to receive the answers.
    /// </summary>
    public TimeSpan LingerAfterClient { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest time from the moment all that the backend sent before it closed has been written to the client until the session ends,
    /// whatever the client still sends. Default 5 seconds: after LOGOUT or QUIT nobody is left who could answer, so the wait only lets
    /// the client be the first to close (RFC 3501 §3.4), and one that never does must not hold a place.
    /// </summary>
    public TimeSpan LingerAfterBackend { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Largest buffer per direction, in bytes, held only while bytes move. Default 16384.</summary>
    public int BufferBytes { get; init; } = 16 * 1024;
}
