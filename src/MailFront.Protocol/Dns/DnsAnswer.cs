namespace MailFront.Protocol.Dns;

/// <summary>Answer to a question for A records.</summary>
/// <param name="Status">What it is.</param>
/// <param name="Addresses">IPv4 addresses, first octet on top; empty unless found.</param>
/// <param name="TtlSeconds">Least time to live of these.</param>
public readonly record struct DnsAnswer(DnsAnswerStatus Status, IReadOnlyList<uint> Addresses, uint TtlSeconds)
{
    private const uint LoopbackMask = 0xff00_0000;
    private const uint Loopback = 0x7f00_0000;
    private const uint ErrorMask = 0xffff_ff00;
    private const uint Errors = 0x7fff_ff00;

    /// <summary>An answer without addresses.</summary>
    public static DnsAnswer Without(DnsAnswerStatus status) => new(status, [], 0);

    /// <summary>
    /// Whether a block list says "listed" by this: an address in 127.0.0.0/8 (RFC 5782 §2.1), but not in 127.255.255.0/24, by which lists say that
    /// they do not answer this asker. Anything else is a parked domain or a hijacked answer.
    /// </summary>
    public bool IsListing => Addresses.Any(address => (address & LoopbackMask) == Loopback && (address & ErrorMask) != Errors);
}
