using System.Buffers.Binary;

namespace MailFront.Protocol.Saslauthd;

/// <summary>
/// A view over saslauthd's reply: a big-endian 16-bit length and a text that starts with OK or NO. The daemon then closes.
/// </summary>
public readonly ref struct SaslauthdReply
{
    /// <summary>Longest text taken, in octets; saslauthd's own buffer (libsasl's response[1024]).</summary>
    public const int MaxTextBytes = 1024;

    /// <summary>Longest reply taken, in octets.</summary>
    public const int MaxBytes = sizeof(ushort) + MaxTextBytes;

    private SaslauthdReply(SaslauthdReplyStatus status, ReadOnlySpan<byte> text)
    {
        Status = status;
        Text = text;
    }

    /// <summary>The verdict.</summary>
    public SaslauthdReplyStatus Status { get; }

    /// <summary>The whole text, verdict included; foreign. Empty until it is complete.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Judges the bytes received so far; at end of stream a <see cref="SaslauthdReplyStatus.NeedMore"/> means a broken daemon.</summary>
    public static SaslauthdReply Parse(ReadOnlySpan<byte> received)
    {
        if (received.Length < sizeof(ushort))
        {
            return default;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(received);
        if (length is < 2 or > MaxTextBytes)
        {
            return new SaslauthdReply(SaslauthdReplyStatus.Garbled, default);
        }

        if (received.Length - sizeof(ushort) < length)
        {
            return default;
        }

        ReadOnlySpan<byte> text = received.Slice(sizeof(ushort), length);
        SaslauthdReplyStatus status = text.StartsWith("OK"u8) ? SaslauthdReplyStatus.Ok
            : text.StartsWith("NO"u8) ? SaslauthdReplyStatus.No
            : SaslauthdReplyStatus.Garbled;
        return new SaslauthdReply(status, text);
    }
}
