using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace MailFront.Defence.Evidence;

/// <summary>
/// SipHash-2-4 under a key that lives only in memory: who cannot read it cannot make two names share a place in a table
/// (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012). For tables and counting, never to admit anybody.
/// </summary>
public sealed class KeyedHash
{
    private const int KeyBytes = 16;

    private readonly ulong _k0;
    private readonly ulong _k1;

    /// <summary>A hash under <paramref name="key"/>, 16 octets.</summary>
    public KeyedHash(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes);
        _k0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        _k1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);
    }

    /// <summary>A hash under a new random key.</summary>
    public static KeyedHash Random()
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        RandomNumberGenerator.Fill(key);
        return new KeyedHash(key);
    }

    /// <summary>64 bits for <paramref name="text"/>.</summary>
    public ulong Of(ReadOnlySpan<byte> text)
    {
        var state = new State(_k0, _k1);
        int whole = text.Length & ~7;
        for (int i = 0; i < whole; i += 8)
        {
            state.Absorb(BinaryPrimitives.ReadUInt64LittleEndian(text[i..]));
        }

        ulong last = (ulong)text.Length << 56;
        for (int i = whole; i < text.Length; i++)
        {
            last |= (ulong)text[i] << (8 * (i - whole));
        }

        state.Absorb(last);
        return state.Squeeze();
    }

    private struct State(ulong k0, ulong k1)
    {
        // The constants of the paper: "somepseudorandomlygeneratedbytes".
        private ulong _v0 = k0 ^ 0x736f6d6570736575;
        private ulong _v1 = k1 ^ 0x646f72616e646f6d;
        private ulong _v2 = k0 ^ 0x6c7967656e657261;
        private ulong _v3 = k1 ^ 0x7465646279746573;

        public void Absorb(ulong word)
        {
            _v3 ^= word;
            Round();
            Round();
            _v0 ^= word;
        }

        public ulong Squeeze()
        {
            _v2 ^= 0xff;
            Round();
            Round();
            Round();
            Round();
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        private void Round()
        {
            _v0 += _v1;
            _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
            _v0 = BitOperations.RotateLeft(_v0, 32);
            _v2 += _v3;
            _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
            _v0 += _v3;
            _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
            _v2 += _v1;
            _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
            _v2 = BitOperations.RotateLeft(_v2, 32);
        }
    }
}
