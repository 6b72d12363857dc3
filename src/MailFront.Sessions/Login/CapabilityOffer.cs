using System.Globalization;
using System.Text;
using MailFront.Backends.Capabilities;
using MailFront.Protocol;

namespace MailFront.Sessions.Login;

/// <summary>
/// Capability lists before and after login. Before login nothing is promised that a backend is not known to have: clients
/// keep the first list they see.
/// </summary>
public sealed class CapabilityOffer
{
    // What this server answers itself before login, or what does not depend on the backend's answers.
    private static readonly string[] _imapFromBackends = ["LITERAL+", "LITERAL-", "ID", "ENABLE", "IDLE", "NAMESPACE", "UIDPLUS", "UNSELECT", "CHILDREN", "MOVE"];

    private static readonly string[] _pop3FromBackends = ["EXPIRE", "LOGIN-DELAY", "TOP", "UIDL", "PIPELINING"];

    private readonly BackendCapabilities _backends;

    /// <summary>Offers what <paramref name="backends"/> are known to have in common.</summary>
    public CapabilityOffer(BackendCapabilities backends) => _backends = backends;

    /// <summary>Atoms of CAPABILITY before login (RFC 3501 §7.2.1), separated by spaces, with the mechanisms that can be used now.</summary>
    internal string Imap(ServiceSettings settings, bool isSecure, IReadOnlyList<string> mechanisms)
    {
        var known = Known(MailProtocol.Imap);
        var suppressed = settings.Login.SuppressCapabilities;
        var list = new StringBuilder("IMAP4rev1");
        Add(list, "SASL-IR", suppressed);
        foreach (var atom in _imapFromBackends)
        {
            if (known.Has(atom))
            {
                Add(list, atom, suppressed);
            }
        }

        if (PlaintextPolicy.StartTlsOffered(settings, isSecure))
        {
            Add(list, "STARTTLS", suppressed);
        }

        if (!PlaintextPolicy.PasswordAllowed(settings.Login, isSecure))
        {
            Add(list, "LOGINDISABLED", suppressed);
        }

        foreach (var mechanism in mechanisms)
        {
            Add(list, "AUTH=" + mechanism, suppressed);
        }

        return list.ToString();
    }

    /// <summary>Atoms of the backend's list that remain true for our client after login.</summary>
    internal static string AfterLogin(string capabilities, IReadOnlyList<string> suppressed) => suppressed.Count == 0
        ? capabilities
        : string.Join(' ', capabilities.Split(' ').Where(atom => atom == "IMAP4rev1" || !IsSuppressed(atom, suppressed)));

    /// <summary>Lines of CAPA before login in Cyrus' order (RFC 2449 §6), without status line and end, with the mechanisms that can be used now.</summary>
    internal IEnumerable<string> Pop3(ServiceSettings settings, bool isSecure, IReadOnlyList<string> mechanisms)
    {
        if (mechanisms.Count > 0)
        {
            yield return "SASL " + string.Join(' ', mechanisms);
        }

        if (PlaintextPolicy.StartTlsOffered(settings, isSecure))
        {
            yield return "STLS";
        }

        var known = Known(MailProtocol.Pop3);
        foreach (var keyword in _pop3FromBackends)
        {
            if (known.Names.FirstOrDefault(line => IsOf(keyword, line)) is { } line)
            {
                yield return line;
            }
        }

        // Ours: before login every refusal of ours has a code (RFC 2449 §6.4, RFC 3206 §6).
        yield return "RESP-CODES";
        yield return "AUTH-RESP-CODE";
        if (PlaintextPolicy.PasswordAllowed(settings.Login, isSecure))
        {
            yield return "USER";
        }

        if (settings.Identity.Disclosure == ServerDisclosure.On)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"IMPLEMENTATION {ServerIdentity.ProductName} {settings.Identity.Version}");
        }
    }

    private static StringBuilder Add(StringBuilder list, string atom, IReadOnlyList<string> suppressed) =>
        IsSuppressed(atom, suppressed) ? list : list.Append(' ').Append(atom);

    // While some backend has not been heard yet, nothing is known of all.
    private CapabilitySet Known(MailProtocol protocol)
    {
        var snapshot = _backends.Current(protocol);
        return snapshot.AllKnown ? snapshot.Common : CapabilitySet.Empty;
    }

    private static bool IsOf(string keyword, string line) =>
        line.StartsWith(keyword, StringComparison.OrdinalIgnoreCase) && (line.Length == keyword.Length || line[keyword.Length] == ' ');

    private static bool IsSuppressed(string atom, IReadOnlyList<string> suppressed)
    {
        foreach (var name in suppressed)
        {
            if (name.Equals(atom, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
