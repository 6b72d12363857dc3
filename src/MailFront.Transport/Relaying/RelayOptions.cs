namespace MailFront.Transport.Relaying;

/// <summary>Limits of a relay; one object for all sessions of a service.</summary>
public sealed record RelayOptions
{
    /// <summary>Longest time without a byte either way before the session ends. Default 30 minutes (RFC 9051 §5.4); POP3: 10 (RFC 1939 §3).</summary>
    public TimeSpan ClientIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>After one side has closed: longest time without a byte from the other side. Default 30 seconds.</summary>
    public TimeSpan HalfCloseLinger { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest buffer per direction, in bytes, held only while bytes move. Default 16384.</summary>
    public int BufferBytes { get; init; } = 16 * 1024;
}
