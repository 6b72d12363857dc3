using MailFront.Configuration.Values;

namespace MailFront.Configuration.Lists;

/// <summary>
/// Reads a list file: one network, address or <c>user:NAME</c> on a line, the rest of a line after <c>#</c> is a comment. All or nothing: half a
/// deny list is as wrong as half an allow list.
/// </summary>
public static class ListFileParser
{
    /// <summary>Most entries of one file.</summary>
    public const int MostEntries = 100_000;

    /// <summary>Longest file, in octets.</summary>
    public const int LongestFile = 8 * 1024 * 1024;

    private const string UserMark = "user:";
    private const string Refused = "the file is not used";

    // A dozen lines say what is wrong; a file of another kind would fill the log.
    private const int MostFindings = 10;

    /// <summary>Reads <paramref name="text"/>, the content of the file at <paramref name="path"/> that <paramref name="option"/> names.</summary>
    public static ListFileReading Parse(string option, string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var findings = new DiagnosticBag();
        var networks = new List<ListEntry>();
        var users = new List<ListedUser>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var comment = line.IndexOf('#');
            var entry = (comment < 0 ? line : line[..comment]).Trim().ToString();
            if (entry.Length == 0)
            {
                continue;
            }

            if (networks.Count + users.Count >= MostEntries)
            {
                findings.Error(new SourcePlace(path, number), option, $"more than {MostEntries} entries", Refused);
                break;
            }

            AddEntry(entry, new SourcePlace(path, number), option, networks, users, findings);
            if (findings.All.Count >= MostFindings)
            {
                break;
            }
        }

        return new ListFileReading(findings.HasErrors ? null : new ListFile(path, networks, users), findings.All);
    }

    private static void AddEntry(
        string entry, SourcePlace place, string option, List<ListEntry> networks, List<ListedUser> users, DiagnosticBag findings)
    {
        var written = $"{option}, {place.File}:{place.Line}";
        if (entry.StartsWith(UserMark, StringComparison.OrdinalIgnoreCase))
        {
            var name = entry[UserMark.Length..].Trim();
            if (name.Length == 0)
            {
                findings.Error(place, option, $"'{UserMark}' without a name", Refused);
                return;
            }

            users.Add(new ListedUser(name, written));
        }
        else if (NetworkValue.TryParse(entry, out var network, out var hadHostBits))
        {
            if (hadHostBits)
            {
                findings.Warning(place, option, $"'{entry}' has bits beyond its prefix", $"read as {network}");
            }

            networks.Add(new ListEntry(network, written));
        }
        else
        {
            findings.Error(place, option, $"'{(entry.Length > 64 ? entry[..64] : entry)}' is no network, address or {UserMark}NAME", Refused);
        }
    }
}
