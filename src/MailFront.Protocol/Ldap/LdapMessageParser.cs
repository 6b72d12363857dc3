using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Text;

namespace MailFront.Protocol.Ldap;

/// <summary>Reads what servers send (RFC 4511 §4). Pure; the depth is fixed by the grammar, so that nothing can be nested to hurt.</summary>
public static class LdapMessageParser
{
    /// <summary>Reads one whole message as framed by <see cref="LdapFramer"/>. False when it is no message a server may send.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> frame, [NotNullWhen(true)] out LdapMessage? message)
    {
        try
        {
            message = Parse(frame);
            return message is not null;
        }
        catch (AsnContentException)
        {
            // Broken octets of a server that the operator chose, never of a client, so an exception is affordable.
            message = null;
            return false;
        }
    }

    private static LdapMessage? Parse(ReadOnlyMemory<byte> frame)
    {
        AsnReader outer = new(frame, AsnEncodingRules.BER);
        AsnReader message = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (!message.TryReadInt32(out int id) || id < 0)
        {
            return null;
        }

        Asn1Tag tag = message.PeekTag();
        if (tag.TagClass != TagClass.Application || !tag.IsConstructed)
        {
            return null;
        }

        AsnReader body = message.ReadSequence(tag);
        var operation = (LdapOperation)tag.TagValue;
        return operation switch
        {
            LdapOperation.BindResponse or LdapOperation.SearchResultDone or LdapOperation.ExtendedResponse => ParseResult(id, operation, body),
            LdapOperation.SearchResultEntry => new LdapMessage(id, operation) { EntryName = Text(body) },
            LdapOperation.SearchResultReference => new LdapMessage(id, operation),
            _ => null,
        };
    }

    private static LdapMessage ParseResult(int id, LdapOperation operation, AsnReader body)
    {
        var code = body.ReadEnumeratedValue<LdapResultCode>();

        // The matched DN: how much of a name exists is nothing to us.
        body.ReadOctetString();
        return new LdapMessage(id, operation) { Code = code, Diagnostic = Text(body) };
    }

    private static string Text(AsnReader body) => Encoding.UTF8.GetString(body.ReadOctetString());
}
