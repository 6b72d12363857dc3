using System.Buffers.Binary;

namespace MailFront.Defence.Fleet;

/// <summary>Messages one behind the other: kind (1 octet), length (2, big endian), body.</summary>
public static class FleetBatch
{
    /// <summary>Longest batch in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    private const int HeadBytes = 3;

    /// <summary>Writes as many of <paramref name="messages"/> as fit, from the first on, and says how many.</summary>
    public static byte[] Write(IReadOnlyList<FleetMessage> messages, out int written)
    {
        int length = 0;
        for (written = 0; written < messages.Count; written++)
        {
            int next = HeadBytes + messages[written].Body.Length;
            if (length + next > MaxBytes)
            {
                break;
            }

            length += next;
        }

        byte[] batch = new byte[length];
        Span<byte> rest = batch;
        for (int i = 0; i < written; i++)
        {
            ReadOnlySpan<byte> body = messages[i].Body.Span;
            rest[0] = (byte)messages[i].Kind;
            BinaryPrimitives.WriteUInt16BigEndian(rest[1..], checked((ushort)body.Length));
            body.CopyTo(rest[HeadBytes..]);
            rest = rest[(HeadBytes + body.Length)..];
        }

        return batch;
    }

    /// <summary>Reads a batch. False, and nothing read, when it is none.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> batch, List<FleetMessage> messages)
    {
        int before = messages.Count;
        while (!batch.IsEmpty)
        {
            int length = batch.Length < HeadBytes ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(batch.Span[1..]);
            if (length > batch.Length - HeadBytes)
            {
                messages.RemoveRange(before, messages.Count - before);
                return false;
            }

            messages.Add(new FleetMessage((FleetMessageKind)batch.Span[0], batch.Slice(HeadBytes, length)));
            batch = batch[(HeadBytes + length)..];
        }

        return true;
    }
}
