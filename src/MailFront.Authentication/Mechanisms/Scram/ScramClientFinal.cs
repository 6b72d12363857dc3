using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MailFront.Authentication.Mechanisms.Scram;

/// <summary>The client's final message (RFC 5802 §7).</summary>
/// <param name="Binding">Content of <c>c=</c>: the gs2 header and, with channel binding, more.</param>
/// <param name="Nonce">Both nonces.</param>
/// <param name="WithoutProof">All in front of <c>,p=</c>: part of what is proven.</param>
/// <param name="Proof">The proof, in octets.</param>
internal sealed record ScramClientFinal(byte[] Binding, string Nonce, string WithoutProof, byte[] Proof)
{
    /// <summary>Reads a message; false when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, [NotNullWhen(true)] out ScramClientFinal? final)
    {
        final = null;
        var proofAt = message.LastIndexOf(",p="u8);
        if (proofAt < 0 || ScramText.Decode(message[(proofAt + 3)..]) is not { } proof)
        {
            return false;
        }

        var rest = message[..proofAt];
        var withoutProof = rest;
        if (!ScramText.TryCut(ref rest, (byte)'c', out var bindingText) || ScramText.Decode(bindingText) is not { } binding
            || !ScramText.TryCut(ref rest, (byte)'r', out var nonce) || !ScramText.IsNonce(nonce))
        {
            return false;
        }

        final = new ScramClientFinal(binding, Encoding.ASCII.GetString(nonce), Encoding.UTF8.GetString(withoutProof), proof);
        return true;
    }
}
