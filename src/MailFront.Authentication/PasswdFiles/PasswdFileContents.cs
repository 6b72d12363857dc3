using MailFront.Authentication.Hashing;

namespace MailFront.Authentication.PasswdFiles;

/// <summary>One state of a passwd-file, whole and immutable. Hashes stay in the file's own octets and are parsed when asked for: a million entries cost little more than the file.</summary>
internal sealed class PasswdFileContents
{
    private readonly byte[] _octets;
    private readonly Dictionary<string, (PasswdEntryKind Kind, int Start, int Length)> _entries;

    /// <summary>Takes over both arguments.</summary>
    public PasswdFileContents(
        byte[] octets,
        Dictionary<string, (PasswdEntryKind Kind, int Start, int Length)> entries,
        IPasswordHash? typicalHash,
        ScramSurvey scram,
        IReadOnlyList<PasswdComplaint> complaints,
        int complaintCount)
    {
        _octets = octets;
        _entries = entries;
        TypicalHash = typicalHash;
        Scram = scram;
        Complaints = complaints;
        ComplaintCount = complaintCount;
    }

    /// <summary>Users named in the file.</summary>
    public int Count => _entries.Count;

    /// <summary>
    /// A hash of the scheme and cost most entries have, computed for users without a usable one, so that the time of an answer does not tell who exists.
    /// Null when no entry is usable.
    /// </summary>
    public IPasswordHash? TypicalHash { get; }

    /// <summary>How many entries can answer mechanisms without a password.</summary>
    public ScramSurvey Scram { get; }

    /// <summary>The first lines that are not used; at most <see cref="PasswdFileParser.MaxComplaints"/>.</summary>
    public IReadOnlyList<PasswdComplaint> Complaints { get; }

    /// <summary>How many lines are not used.</summary>
    public int ComplaintCount { get; }

    /// <summary>What the file says of a user, by canonical name; <paramref name="hash"/> is null unless usable.</summary>
    public PasswdEntryKind Find(string user, out IPasswordHash? hash)
    {
        hash = null;
        if (!_entries.TryGetValue(user, out var entry))
        {
            return PasswdEntryKind.Missing;
        }

        if (entry.Kind == PasswdEntryKind.Usable)
        {
            hash = PasswordHashParser.Parse(_octets.AsSpan(entry.Start, entry.Length)).Hash;
        }

        return entry.Kind;
    }
}
