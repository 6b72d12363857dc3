using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailFront.Protocol.Ldap;

/// <summary>
/// Text of the operator with places for a user's names: <c>%u</c>, <c>%n</c>, <c>%d</c>, and <c>%%</c> for a percent sign. It is taken apart
/// once, before any user is known, so that nothing a user is called can be read as a part of it or be expanded again.
/// </summary>
public sealed class LdapTemplate
{
    private readonly (LdapVariable Variable, byte[] Text)[] _pieces;

    private LdapTemplate(List<(LdapVariable Variable, byte[] Text)> pieces) => _pieces = [.. pieces];

    /// <summary>Whether the result depends on the user.</summary>
    public bool HasVariables => Array.Exists(_pieces, piece => piece.Variable != LdapVariable.None);

    /// <summary>Reads a distinguished name with places. Null, and why, when it cannot be read.</summary>
    public static LdapTemplate? Parse(string text, out string? problem) => Parse(text, hasHexEscapes: false, out problem);

    /// <summary>Reads an assertion value of a filter, with its escapes (RFC 4515 §3).</summary>
    internal static LdapTemplate? ParseAssertion(ReadOnlySpan<char> text, out string? problem) => Parse(text, hasHexEscapes: true, out problem);

    /// <summary>False when the user has no name for one of the places, a domain for example.</summary>
    public bool FitsFor(LdapUser user) => Array.TrueForAll(_pieces, piece => piece.Variable == LdapVariable.None || NameOf(piece.Variable, user).Length > 0);

    /// <summary>The distinguished name for a user, whose names are escaped (RFC 4514).</summary>
    public string ToDn(LdapUser user) => string.Concat(
        _pieces.Select(piece => piece.Variable == LdapVariable.None ? Encoding.UTF8.GetString(piece.Text) : LdapDn.Escape(NameOf(piece.Variable, user))));

    /// <summary>The octets for a user, for a place in a message that has a length of its own.</summary>
    internal byte[] ToOctets(LdapUser user)
    {
        var octets = new ArrayBufferWriter<byte>();
        foreach (var (variable, text) in _pieces)
        {
            octets.Write(variable == LdapVariable.None ? text : Encoding.UTF8.GetBytes(NameOf(variable, user)));
        }

        return octets.WrittenSpan.ToArray();
    }

    private static string NameOf(LdapVariable variable, LdapUser user) => variable switch
    {
        LdapVariable.User => user.Name,
        LdapVariable.Local => user.Local,
        _ => user.Domain,
    };

    private static LdapTemplate? Parse(ReadOnlySpan<char> text, bool hasHexEscapes, out string? problem)
    {
        var pieces = new List<(LdapVariable Variable, byte[] Text)>();
        var literal = new ArrayBufferWriter<byte>();
        problem = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                char letter = i + 1 < text.Length ? text[++i] : ' ';
                if (letter == '%')
                {
                    literal.Write("%"u8);
                    continue;
                }

                if (VariableOf(letter) is not { } variable)
                {
                    problem = "a % that is not %u, %n, %d or %%";
                    return null;
                }

                Flush(pieces, literal);
                pieces.Add((variable, []));
            }
            else if (hasHexEscapes && text[i] == '\\')
            {
                if (i + 2 >= text.Length || !byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
                {
                    problem = "a \\ without two hexadecimal digits";
                    return null;
                }

                literal.Write([octet]);
                i += 2;
            }
            else
            {
                int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                literal.Write(Encoding.UTF8.GetBytes(text.Slice(i, length).ToString()));
                i += length - 1;
            }
        }

        Flush(pieces, literal);
        return new LdapTemplate(pieces);
    }

    private static LdapVariable? VariableOf(char letter) => letter switch
    {
        'u' => LdapVariable.User,
        'n' => LdapVariable.Local,
        'd' => LdapVariable.Domain,
        _ => null,
    };

    private static void Flush(List<(LdapVariable Variable, byte[] Text)> pieces, ArrayBufferWriter<byte> literal)
    {
        if (literal.WrittenCount > 0)
        {
            pieces.Add((LdapVariable.None, literal.WrittenSpan.ToArray()));
            literal.Clear();
        }
    }
}
