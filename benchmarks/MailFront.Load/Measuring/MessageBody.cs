using System.Text;

namespace MailFront.Load.Measuring;

/// <summary>
/// The text of every test message: numbered lines of 64 bytes, so that a whole KiB ends with CRLF, no line needs dot-stuffing, and
/// a reader can tell bytes that are missing, doubled or out of place.
/// </summary>
internal sealed class MessageBody
{
    /// <summary>The largest message, in KiB.</summary>
    public const int MaxKib = 10_240;

    private const int LineBytes = 64;

    /// <summary>How much of each received chunk is compared: more would cost the generator more than it tells.</summary>
    private const int ComparedBytes = 64;

    private readonly byte[] _text;

    /// <summary>Makes the text for messages of up to so many KiB.</summary>
    public MessageBody(int kib)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kib, MaxKib);
        _text = GC.AllocateUninitializedArray<byte>(kib * 1024, pinned: true);
        for (var i = 0; i < _text.Length / LineBytes; i++)
        {
            Encoding.ASCII.GetBytes($"X{i:D9}: abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMN\r\n", _text.AsSpan(i * LineBytes));
        }
    }

    /// <summary>The first so many KiB.</summary>
    public ReadOnlyMemory<byte> Of(int kib) => _text.AsMemory(0, kib * 1024);

    /// <summary>Does a chunk received at this offset begin as it should?</summary>
    public bool Agrees(ReadOnlySpan<byte> chunk, int offset)
    {
        var length = Math.Min(chunk.Length, ComparedBytes);
        return chunk[..length].SequenceEqual(_text.AsSpan(offset, length));
    }
}
