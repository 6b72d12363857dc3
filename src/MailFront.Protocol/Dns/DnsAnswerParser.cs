using System.Buffers.Binary;

namespace MailFront.Protocol.Dns;

/// <summary>Understands answers to questions of <see cref="DnsQuestion"/>, and nothing else of DNS. Any octets may come.</summary>
public static class DnsAnswerParser
{
    private const int QuestionCountAt = 4;
    private const int AnswerCountAt = 6;
    private const int ResourceOctets = 10;
    private const byte IsAnswer = 0x80;
    private const byte OpcodeBits = 0x78;
    private const byte IsTruncated = 0x02;
    private const byte ResponseCodeBits = 0x0f;
    private const byte NoSuchName = 3;
    private const byte PointerBits = 0xc0;

    // Lists answer with one to a few addresses; a datagram has room for some thirty.
    private const int MostAddresses = 32;

    /// <summary>Reads <paramref name="message"/> as the answer to <paramref name="question"/>, the octets that were sent.</summary>
    public static DnsAnswer Parse(ReadOnlySpan<byte> message, ReadOnlySpan<byte> question)
    {
        if (message.Length < question.Length || !IsFor(message, question))
        {
            return DnsAnswer.Without(DnsAnswerStatus.NotOurs);
        }

        var code = message[3] & ResponseCodeBits;
        if (code == NoSuchName)
        {
            return DnsAnswer.Without(DnsAnswerStatus.NotFound);
        }

        return code != 0 || (message[2] & IsTruncated) != 0
            ? DnsAnswer.Without(DnsAnswerStatus.Failed)
            : ReadRecords(message, question.Length, BinaryPrimitives.ReadUInt16BigEndian(message[AnswerCountAt..]));
    }

    private static bool IsFor(ReadOnlySpan<byte> message, ReadOnlySpan<byte> question) =>
        message[..2].SequenceEqual(question[..2])
        && (message[2] & (IsAnswer | OpcodeBits)) == IsAnswer
        && message.Slice(QuestionCountAt, 2).SequenceEqual(question.Slice(QuestionCountAt, 2))
        && message[DnsQuestion.HeaderOctets..question.Length].SequenceEqual(question[DnsQuestion.HeaderOctets..]);

    private static DnsAnswer ReadRecords(ReadOnlySpan<byte> message, int at, int count)
    {
        var addresses = new List<uint>();
        var ttl = uint.MaxValue;
        for (; count > 0 && addresses.Count < MostAddresses; count--)
        {
            if (!TrySkipName(message, ref at) || message.Length - at < ResourceOctets)
            {
                return DnsAnswer.Without(DnsAnswerStatus.NotOurs);
            }

            var record = message[at..];
            var length = BinaryPrimitives.ReadUInt16BigEndian(record[8..]);
            at += ResourceOctets + length;
            if (at > message.Length)
            {
                return DnsAnswer.Without(DnsAnswerStatus.NotOurs);
            }

            var isAddress = BinaryPrimitives.ReadUInt16BigEndian(record) == DnsQuestion.TypeA
                && BinaryPrimitives.ReadUInt16BigEndian(record[2..]) == DnsQuestion.ClassInternet
                && length == sizeof(uint);
            if (isAddress)
            {
                addresses.Add(BinaryPrimitives.ReadUInt32BigEndian(record[ResourceOctets..]));
                ttl = Math.Min(ttl, BinaryPrimitives.ReadUInt32BigEndian(record[4..]));
            }
        }

        return addresses.Count == 0 ? DnsAnswer.Without(DnsAnswerStatus.NotFound) : new DnsAnswer(DnsAnswerStatus.Found, addresses, ttl);
    }

    // Where a pointer leads does not matter: it ends the name.
    private static bool TrySkipName(ReadOnlySpan<byte> message, ref int at)
    {
        while (at < message.Length)
        {
            var length = message[at];
            if (length == 0)
            {
                at++;
                return true;
            }

            if ((length & PointerBits) == PointerBits)
            {
                at += 2;
                return at <= message.Length;
            }

            if ((length & PointerBits) != 0)
            {
                return false;
            }

            at += 1 + length;
        }

        return false;
    }
}
