using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace MailFront.Protocol.Sasl;

/// <summary>Base64 of SASL exchanges: RFC 4648 §4 without mercy for blanks, missing padding or stray bits.</summary>
public static class SaslBase64
{
    private const int Quantum = 4;
    private const int QuantumOctets = 3;

    private static readonly SearchValues<byte> _alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <summary>Octets that <paramref name="base64Length"/> characters can decode to at most.</summary>
    public static int GetMaxDecodedLength(int base64Length) => base64Length / Quantum * QuantumOctets;

    /// <summary>
    /// Decodes <paramref name="base64"/>, line end removed; <c>=</c> alone means empty (RFC 4959 §3). On failure, which includes
    /// a destination too small, nothing decoded is left in <paramref name="destination"/>.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> base64, Span<byte> destination, out int written)
    {
        written = 0;
        if (base64.IsEmpty || base64 is [(byte)'='])
        {
            return true;
        }

        int padding = base64 switch
        {
            [.., (byte)'=', (byte)'='] => 2,
            [.., (byte)'='] => 1,
            _ => 0,
        };
        if (base64.Length % Quantum != 0 || base64[..^padding].ContainsAnyExcept(_alphabet)
            || GetMaxDecodedLength(base64.Length) - padding > destination.Length)
        {
            return false;
        }

        // Bits behind the last octet that are not zero fail here too: two spellings of one secret are one too many.
        if (Base64.DecodeFromUtf8(base64, destination, out _, out int decoded) != OperationStatus.Done)
        {
            CryptographicOperations.ZeroMemory(destination);
            return false;
        }

        written = decoded;
        return true;
    }

    /// <summary>Encodes; the caller wipes the result when it holds a secret.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> octets)
    {
        byte[] base64 = new byte[Base64.GetMaxEncodedToUtf8Length(octets.Length)];
        Base64.EncodeToUtf8(octets, base64, out _, out _);
        return base64;
    }
}
