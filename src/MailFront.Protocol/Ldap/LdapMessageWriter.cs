using System.Formats.Asn1;
using System.Text;

namespace MailFront.Protocol.Ldap;

/// <summary>Writes requests (RFC 4511 §4). Every text a client chose goes in as an octet string with a length, so that it can never become syntax.</summary>
public static class LdapMessageWriter
{
    private const int Version = 3;

    // RFC 4511 §4.5.1.8: "1.1" asks for no attribute.
    private const string NoAttributes = "1.1";

    // RFC 4511 §4.14.
    private const string StartTlsName = "1.3.6.1.4.1.1466.20037";

    // Headers of the fixed fields of a bind, generously.
    private const int BindOverhead = 64;

    /// <summary>A simple bind (§4.2). The caller wipes the octets and makes sure that neither name nor password is empty (RFC 4513 §5.1.2).</summary>
    public static byte[] Bind(int id, string name, ReadOnlySpan<byte> password)
    {
        byte[] nameOctets = Encoding.UTF8.GetBytes(name);

        // Large enough never to grow: a grown writer would leave a copy of the password behind.
        AsnWriter writer = new(AsnEncodingRules.BER, nameOctets.Length + password.Length + BindOverhead);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            using (writer.PushSequence(Tag(LdapOperation.BindRequest)))
            {
                writer.WriteInteger(Version);
                writer.WriteOctetString(nameOctets);
                writer.WriteOctetString(password, new Asn1Tag(TagClass.ContextSpecific, 0));
            }
        }

        byte[] message = writer.Encode();
        writer.Reset();
        return message;
    }

    /// <summary>A search (§4.5.1) that asks for names only and does not follow aliases.</summary>
    public static byte[] Search(int id, in LdapSearch search)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            using (writer.PushSequence(Tag(LdapOperation.SearchRequest)))
            {
                WriteText(writer, search.Base);
                writer.WriteEnumeratedValue(search.Scope);
                writer.WriteEnumeratedValue(LdapAliases.Never);
                writer.WriteInteger(search.SizeLimit);
                writer.WriteInteger(search.TimeLimitSeconds);
                writer.WriteBoolean(false);
                search.Filter.Write(writer, search.User);
                using (writer.PushSequence())
                {
                    WriteText(writer, NoAttributes);
                }
            }
        }

        return writer.Encode();
    }

    /// <summary>StartTLS (§4.14).</summary>
    public static byte[] StartTls(int id)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            using (writer.PushSequence(Tag(LdapOperation.ExtendedRequest)))
            {
                writer.WriteOctetString(Encoding.ASCII.GetBytes(StartTlsName), new Asn1Tag(TagClass.ContextSpecific, 0));
            }
        }

        return writer.Encode();
    }

    /// <summary>The goodbye (§4.3); it has no answer.</summary>
    public static byte[] Unbind(int id)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            writer.WriteNull(Tag(LdapOperation.UnbindRequest));
        }

        return writer.Encode();
    }

    private static Asn1Tag Tag(LdapOperation operation) => new(TagClass.Application, (int)operation);

    private static void WriteText(AsnWriter writer, string text) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text));
}
