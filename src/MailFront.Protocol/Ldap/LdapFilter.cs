using System.Formats.Asn1;
using System.Text;

namespace MailFront.Protocol.Ldap;

/// <summary>
/// A search filter, taken apart before any user is known (RFC 4515 in, RFC 4511 §4.5.1.7 out). A user's name is never a part of the text that is
/// parsed: it is put into an octet string of the tree, so that <c>*</c>, <c>(</c> or <c>\</c> in it match only themselves.
/// </summary>
public sealed class LdapFilter
{
    private readonly LdapFilterKind _kind;
    private readonly LdapFilter[] _parts;
    private readonly string _attribute;
    private readonly LdapTemplate?[] _values;
    private readonly string? _rule;
    private readonly bool _isWithDnAttributes;

    private LdapFilter(
        LdapFilterKind kind,
        LdapFilter[] parts,
        string attribute = "",
        LdapTemplate?[]? values = null,
        string? rule = null,
        bool isWithDnAttributes = false)
    {
        _kind = kind;
        _parts = parts;
        _attribute = attribute;
        _values = values ?? [];
        _rule = rule;
        _isWithDnAttributes = isWithDnAttributes;
    }

    /// <summary>Whether what is found depends on the user.</summary>
    public bool HasVariables => Array.Exists(_parts, part => part.HasVariables) || Array.Exists(_values, value => value is { HasVariables: true });

    /// <summary>Reads a filter as in RFC 4515, the outer brackets may be left out. Null, and why, when it cannot be read.</summary>
    public static LdapFilter? Parse(string text, out string? problem) => LdapFilterParser.Parse(text, out problem);

    /// <summary>False when the user has no name for one of the places, a domain for example.</summary>
    public bool FitsFor(LdapUser user) =>
        Array.TrueForAll(_parts, part => part.FitsFor(user)) && Array.TrueForAll(_values, value => value is null || value.FitsFor(user));

    internal static LdapFilter Set(LdapFilterKind kind, params LdapFilter[] parts) => new(kind, parts);

    internal static LdapFilter Present(string attribute) => new(LdapFilterKind.Present, [], attribute);

    internal static LdapFilter Compare(LdapFilterKind kind, string attribute, LdapTemplate value) => new(kind, [], attribute, [value]);

    /// <param name="attribute">The attribute.</param>
    /// <param name="values">Initial, any number between, final; the first and the last may be null.</param>
    internal static LdapFilter Substrings(string attribute, LdapTemplate?[] values) => new(LdapFilterKind.Substrings, [], attribute, values);

    internal static LdapFilter Extensible(string attribute, string? rule, bool isWithDnAttributes, LdapTemplate value) =>
        new(LdapFilterKind.Extensible, [], attribute, [value], rule, isWithDnAttributes);

    internal void Write(AsnWriter writer, LdapUser user)
    {
        Asn1Tag tag = Context((int)_kind);
        switch (_kind)
        {
            case LdapFilterKind.And or LdapFilterKind.Or:
                using (writer.PushSetOf(tag))
                {
                    WriteParts(writer, user);
                }

                break;
            case LdapFilterKind.Not:
                using (writer.PushSequence(tag))
                {
                    WriteParts(writer, user);
                }

                break;
            case LdapFilterKind.Present:
                writer.WriteOctetString(Encoding.UTF8.GetBytes(_attribute), tag);
                break;
            case LdapFilterKind.Substrings:
                WriteSubstrings(writer, tag, user);
                break;
            case LdapFilterKind.Extensible:
                WriteExtensible(writer, tag, user);
                break;
            default:
                using (writer.PushSequence(tag))
                {
                    writer.WriteOctetString(Encoding.UTF8.GetBytes(_attribute));
                    writer.WriteOctetString(_values[0]!.ToOctets(user));
                }

                break;
        }
    }

    private static Asn1Tag Context(int value) => new(TagClass.ContextSpecific, value);

    private void WriteParts(AsnWriter writer, LdapUser user)
    {
        foreach (LdapFilter part in _parts)
        {
            part.Write(writer, user);
        }
    }

    private void WriteSubstrings(AsnWriter writer, Asn1Tag tag, LdapUser user)
    {
        const int initial = 0;
        const int any = 1;
        const int final = 2;
        using (writer.PushSequence(tag))
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes(_attribute));
            using (writer.PushSequence())
            {
                for (int i = 0; i < _values.Length; i++)
                {
                    if (_values[i] is { } value)
                    {
                        writer.WriteOctetString(value.ToOctets(user), Context(i == 0 ? initial : i == _values.Length - 1 ? final : any));
                    }
                }
            }
        }
    }

    private void WriteExtensible(AsnWriter writer, Asn1Tag tag, LdapUser user)
    {
        using (writer.PushSequence(tag))
        {
            if (_rule is not null)
            {
                writer.WriteOctetString(Encoding.UTF8.GetBytes(_rule), Context(1));
            }

            if (_attribute.Length > 0)
            {
                writer.WriteOctetString(Encoding.UTF8.GetBytes(_attribute), Context(2));
            }

            writer.WriteOctetString(_values[0]!.ToOctets(user), Context(3));
            if (_isWithDnAttributes)
            {
                writer.WriteBoolean(true, Context(4));
            }
        }
    }
}
