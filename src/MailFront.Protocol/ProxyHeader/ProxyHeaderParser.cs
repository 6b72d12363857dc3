namespace MailFront.Protocol.ProxyHeader;

/// <summary>Reads the header that a trusted proxy sends before anything else. Keeps no state: a header is short.</summary>
public static class ProxyHeaderParser
{
    /// <summary>Most octets taken behind the fixed part of a binary header: addresses and TLVs. Load balancers send under 300.</summary>
    public const int MaxPayloadBytes = 1024;

    /// <summary>Longest header in either form: what a reader has to be ready to buffer.</summary>
    public const int MaxBytes = ProxyHeaderWire.FixedBytes + MaxPayloadBytes;

    /// <summary>
    /// Judges the unread bytes. With <see cref="ProxyHeaderStatus.Ok"/>, <paramref name="consumed"/> octets are the header
    /// and the client's own bytes follow; else it is 0.
    /// </summary>
    public static ProxyHeaderStatus Parse(ReadOnlySpan<byte> unread, out ProxyHeader header, out int consumed)
    {
        header = default;
        consumed = 0;
        if (StartsLike(unread, ProxyHeaderWire.BinarySignature))
        {
            return ProxyHeaderBinary.Parse(unread, out header, out consumed);
        }

        return StartsLike(unread, ProxyHeaderWire.TextSignature)
            ? ProxyHeaderText.Parse(unread, out header, out consumed)
            : ProxyHeaderStatus.Invalid;
    }

    private static bool StartsLike(ReadOnlySpan<byte> unread, ReadOnlySpan<byte> signature)
    {
        int length = Math.Min(unread.Length, signature.Length);
        return unread[..length].SequenceEqual(signature[..length]);
    }
}
