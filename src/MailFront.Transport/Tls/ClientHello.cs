using System.Buffers.Binary;

namespace MailFront.Transport.Tls;

/// <summary>
/// Finds in a ClientHello (RFC 8446 §4.1.2) whether the client verifies ECDSA signatures, for names that have an RSA and an ECDSA
/// certificate, and whether it offers to resume a session. .NET does not tell; everything else about the hello is left to OpenSSL.
/// </summary>
internal static class ClientHello
{
    /// <summary>Most bytes that are looked at: one full record.</summary>
    public const int MostBytes = RecordHeader + (16 * 1024);

    private const int RecordHeader = 5;
    private const int HandshakeHeader = 4;
    private const int VersionAndRandom = 2 + 32;
    private const byte HandshakeRecord = 22;
    private const byte ClientHelloMessage = 1;
    private const ushort SignatureAlgorithms = 13;
    private const ushort SessionTicket = 35;
    private const ushort PreSharedKey = 41;

    /// <summary>Whether more bytes are needed before <see cref="AcceptsEcdsa"/> can tell.</summary>
    public static bool IsIncomplete(ReadOnlySpan<byte> bytes) =>
        bytes.Length < RecordHeader
            ? bytes.IsEmpty || bytes[0] == HandshakeRecord
            : bytes[0] == HandshakeRecord && bytes.Length < RecordHeader + BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]);

    /// <summary>True when ECDSA is named, or when the record is no hello that can be read here: then the handshake finds out.</summary>
    public static bool AcceptsEcdsa(ReadOnlySpan<byte> record) =>
        !TryFindExtensions(record, out var extensions)
        || (TryFind(extensions, SignatureAlgorithms, out var named, out var isWhole) ? NamesEcdsa(named) : !isWhole);

    /// <summary>
    /// True when the client says that it has a session to resume: a pre-shared key (RFC 8446 §4.2.11) or a ticket (RFC 5077 §3.2). Whether it is any
    /// good only the handshake finds out. The session id is no sign: in TLS 1.3 it is random.
    /// </summary>
    public static bool OffersResumption(ReadOnlySpan<byte> record) =>
        TryFindExtensions(record, out var extensions)
        && (TryFind(extensions, PreSharedKey, out _, out _) || (TryFind(extensions, SessionTicket, out var ticket, out _) && !ticket.IsEmpty));

    private static bool TryFindExtensions(ReadOnlySpan<byte> record, out ReadOnlySpan<byte> extensions)
    {
        extensions = default;
        if (record.Length < RecordHeader + HandshakeHeader || record[RecordHeader] != ClientHelloMessage)
        {
            return false;
        }

        extensions = record[(RecordHeader + HandshakeHeader)..];
        return Skip(ref extensions, VersionAndRandom) && SkipVector(ref extensions, 1) && SkipVector(ref extensions, 2)
            && SkipVector(ref extensions, 1) && Skip(ref extensions, 2);
    }

    // A hello from before TLS 1.2's extensions has none, and is whole: such a client is sure to know RSA only.
    private static bool TryFind(ReadOnlySpan<byte> extensions, ushort wanted, out ReadOnlySpan<byte> value, out bool isWhole)
    {
        isWhole = true;
        while (extensions.Length >= 4)
        {
            var kind = BinaryPrimitives.ReadUInt16BigEndian(extensions);
            var length = BinaryPrimitives.ReadUInt16BigEndian(extensions[2..]);
            extensions = extensions[4..];
            value = extensions[..Math.Min(length, extensions.Length)];
            if (kind == wanted)
            {
                return true;
            }

            if (!Skip(ref extensions, length))
            {
                isWhole = false;
                return false;
            }
        }

        value = default;
        return false;
    }

    private static bool NamesEcdsa(ReadOnlySpan<byte> extension)
    {
        for (var at = 2; at + 1 < extension.Length; at += 2)
        {
            // ecdsa_secp256r1_sha256, ecdsa_secp384r1_sha384, ecdsa_secp521r1_sha512 (RFC 8446 §4.2.3).
            if (BinaryPrimitives.ReadUInt16BigEndian(extension[at..]) is 0x0403 or 0x0503 or 0x0603)
            {
                return true;
            }
        }

        return false;
    }

    private static bool SkipVector(ref ReadOnlySpan<byte> rest, int lengthBytes)
    {
        if (rest.Length < lengthBytes)
        {
            return false;
        }

        var length = lengthBytes == 1 ? rest[0] : BinaryPrimitives.ReadUInt16BigEndian(rest);
        return Skip(ref rest, lengthBytes + length);
    }

    private static bool Skip(ref ReadOnlySpan<byte> rest, int count)
    {
        if (rest.Length < count)
        {
            return false;
        }

        rest = rest[count..];
        return true;
    }
}
