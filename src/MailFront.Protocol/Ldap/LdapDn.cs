using System.Globalization;
using System.Text;

namespace MailFront.Protocol.Ldap;

/// <summary>Distinguished names as text (RFC 4514). Pure.</summary>
public static class LdapDn
{
    // RFC 4514 §2.4; the equals sign need not be escaped, and is safer so.
    private const string Special = "\"+,;<>\\=";

    /// <summary>Writes <paramref name="value"/> so that it stands for itself wherever in an attribute value it is put.</summary>
    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            bool isAtEdge = i == 0 || i == value.Length - 1;
            if (Special.Contains(c, StringComparison.Ordinal) || (c == ' ' && isAtEdge) || (c == '#' && i == 0))
            {
                escaped.Append('\\').Append(c);
            }
            else if (char.IsControl(c) && char.IsAscii(c))
            {
                escaped.Append('\\').Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }
}
