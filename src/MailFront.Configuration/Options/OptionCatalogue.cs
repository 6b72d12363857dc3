using System.Collections.Frozen;

namespace MailFront.Configuration.Options;

/// <summary>All option names of Cyrus IMAP 2.4 to 3.12, of libsasl and of MailFront; the table is the resource <c>cyrus-options.txt</c>.</summary>
internal static class OptionCatalogue
{
    private const int Columns = 4;
    private const string DeprecatedPrefix = "deprecated:";

    private static readonly Lazy<FrozenDictionary<string, CyrusOption>> _cyrus = new(Read);

    private static readonly Lazy<ILookup<string, string>> _oldNames = new(
        () => Cyrus.Values.Where(option => option.Role == OptionRole.Deprecated).ToLookup(option => option.Area, option => option.Name));

    /// <summary>Options of Cyrus and libsasl by name.</summary>
    public static FrozenDictionary<string, CyrusOption> Cyrus => _cyrus.Value;

    /// <summary>Every fixed name, MailFront's own included.</summary>
    public static IEnumerable<string> Names => Cyrus.Keys.Concat(
        MailFrontOptions.All.Where(option => !option.IsFamily).Select(option => option.Name));

    /// <summary>The option of Cyrus called so, or null.</summary>
    public static CyrusOption? Find(string name) => Cyrus.GetValueOrDefault(name);

    /// <summary>Old names of <paramref name="name"/>, if any.</summary>
    public static IEnumerable<string> OldNamesOf(string name) => _oldNames.Value[name];

    /// <summary>Where a front door's reader finds out what became of an option that belongs elsewhere.</summary>
    public static string Explain(string area) => area switch
    {
        "storage" => "mail is stored on the backends",
        "lmtp" => "LMTP delivery and sending mail are not a front door's work",
        "sieve" => "Sieve runs on the backends",
        "http" => "HTTP (CalDAV, CardDAV, JMAP) is not served",
        "search" => "searching is the backends' work",
        "replication" => "replication and backups are the backends' work",
        "groups" => "group look-ups are the backends' work",
        "news" => "NNTP is not served",
        "notify" => "notifications are the backends' work",
        "sasl" => "libsasl is not used",
        "tls-cache" => "TLS sessions are kept in tickets, there is no session database",
        "process-life" => "there are no Cyrus processes to set this for",
        _ => "it has no meaning on a front door",
    };

    private static FrozenDictionary<string, CyrusOption> Read()
    {
        using var stream = typeof(OptionCatalogue).Assembly.GetManifestResourceStream("cyrus-options.txt")
            ?? throw new InvalidOperationException("The option table is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var found = new List<CyrusOption>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                found.Add(ReadLine(line));
            }
        }

        return found.ToFrozenDictionary(option => option.Name, StringComparer.Ordinal);
    }

    private static CyrusOption ReadLine(string line)
    {
        var words = line.Split(' ');
        if (words.Length != Columns)
        {
            throw new InvalidOperationException($"The option table has a bad line: {line}");
        }

        var type = Enum.Parse<OptionType>(words[1], ignoreCase: true);
        return words[3].StartsWith(DeprecatedPrefix, StringComparison.Ordinal)
            ? new CyrusOption(words[0], type, words[2], OptionRole.Deprecated, words[3][DeprecatedPrefix.Length..])
            : Enum.TryParse<OptionRole>(words[3], ignoreCase: true, out var role)
                ? new CyrusOption(words[0], type, words[2], role, string.Empty)
                : new CyrusOption(words[0], type, words[2], OptionRole.Elsewhere, words[3]);
    }
}
