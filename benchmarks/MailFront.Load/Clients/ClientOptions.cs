using System.Net;

namespace MailFront.Load.Clients;

/// <summary>How the generator's clients connect and who they are.</summary>
internal sealed record ClientOptions
{
    /// <summary>The server under test; always loopback.</summary>
    public required IPEndPoint Server { get; init; }

    /// <summary>IMAP or POP3.</summary>
    public MailProtocol Protocol { get; init; }

    /// <summary>Plain, TLS or STARTTLS.</summary>
    public TlsMode Tls { get; init; }

    /// <summary>User name; <c>%d</c> is replaced by the user's number.</summary>
    public string Users { get; init; } = "user%d";

    /// <summary>Password; <c>%d</c> is replaced by the user's number.</summary>
    public string Password { get; init; } = "pw%d";

    /// <summary>How many different users log in, round-robin.</summary>
    public int UserCount { get; init; } = 10_000;

    /// <summary>From how many addresses of 127.30.0.0/16 the clients come; 0: the system's choice.</summary>
    public int Sources { get; init; }

    /// <summary>
    /// The TCP maximum segment size to announce, 0: loopback's own 64 KiB. 1448 (Ethernet) makes stalls between Nagle's algorithm and
    /// delayed acknowledgements visible, as they are on a network.
    /// </summary>
    public int SegmentBytes { get; init; }

    /// <summary>Bytes of the read buffer of a connection.</summary>
    public int BufferBytes { get; init; } = 4096;

    /// <summary>How long an operation may take, in nanoseconds.</summary>
    public long Timeout { get; init; }
}
