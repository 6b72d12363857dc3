namespace MailFront.Defence.Pressure;

/// <summary>
/// What the deadlines before login shrink to at full pressure. Each still lets in a phone on a bad network (150 ms round trips, 64 kbit/s, one lost
/// packet): programs answer within a round trip or two, and only bots and people at a keyboard take longer.
/// </summary>
public static class DeadlineFloors
{
    /// <summary>PROXY header: a balancer in the same data centre sends it with its first packet.</summary>
    public static readonly TimeSpan ProxyHeader = TimeSpan.FromSeconds(1);

    /// <summary>ClientHello: one round trip and one retransmission (RFC 6298: 1 s).</summary>
    public static readonly TimeSpan ClientHello = TimeSpan.FromSeconds(2);

    /// <summary>Handshake: three round trips, 5 KB of certificates at 8 KB/s, one retransmission.</summary>
    public static readonly TimeSpan Handshake = TimeSpan.FromSeconds(4);

    /// <summary>First command.</summary>
    public static readonly TimeSpan FirstCommand = TimeSpan.FromSeconds(3);

    /// <summary>A command's first byte to its last.</summary>
    public static readonly TimeSpan Command = TimeSpan.FromSeconds(5);

    /// <summary>What a line or literal gets beside its minimum rate.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>All of the login but what the server itself takes for answers.</summary>
    public static readonly TimeSpan Login = TimeSpan.FromSeconds(15);

    /// <summary>After a failure: a program that knows a better password has it at hand.</summary>
    public static readonly TimeSpan Failed = TimeSpan.FromSeconds(2);
}
