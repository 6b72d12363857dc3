using MailFront.Authentication.Hashing;

namespace MailFront.Authentication.PasswdFiles;

/// <summary>One state of a passwd-file, whole and immutable. Hashes stay in the file's own octets and are parsed when asked for: a million entries cost little more than the file.</summary>
internal sealed class PasswdFileContents
{
    private readonly byte[] _octets;
    private readonly Dictionary<string, (StoredPasswordKind Kind, int Start, int Length)> _entries;

    /// <summary>Takes over both arguments.</summary>
    public PasswdFileContents(
        byte[] octets,
        Dictionary<string, (StoredPasswordKind Kind, int Start, int Length)> entries,
        StoredPassword typical,
        IReadOnlyList<PasswdComplaint> complaints,
        int complaintCount)
    {
        _octets = octets;
        _entries = entries;
        Typical = typical;
        Complaints = complaints;
        ComplaintCount = complaintCount;
    }

    /// <summary>Users named in the file.</summary>
    public int Count => _entries.Count;

    /// <summary>
    /// A password of the scheme and cost most entries have, computed for users without a usable one, so that the time of an answer does not tell
    /// who exists. Not usable when no entry is.
    /// </summary>
    public StoredPassword Typical { get; }

    /// <summary>The first lines that are not used; at most <see cref="PasswdFileParser.MaxComplaints"/>.</summary>
    public IReadOnlyList<PasswdComplaint> Complaints { get; }

    /// <summary>How many lines are not used.</summary>
    public int ComplaintCount { get; }

    /// <summary>What the file says of a user, by canonical name.</summary>
    public StoredPassword Find(string user) => !_entries.TryGetValue(user, out var entry) ? default
        : entry.Kind == StoredPasswordKind.Usable ? StoredPassword.Parse(_octets.AsSpan(entry.Start, entry.Length))
        : new StoredPassword(entry.Kind);
}
