using System.Text;
using MailFront.Authentication.Hashing;
using MailFront.Authentication.Names;

namespace MailFront.Authentication.PasswdFiles;

/// <summary>
/// Reads lines of <c>user:{SCHEME}hash[:ignored]</c>, as in Dovecot's passwd-file; blank lines and lines starting with <c>#</c> are skipped,
/// CRLF is taken. Users stand under their canonical name. The first of two entries for one user counts. Pure.
/// </summary>
internal sealed class PasswdFileParser
{
    /// <summary>Most complaints kept; the rest is only counted.</summary>
    public const int MaxComplaints = 20;

    private readonly byte[] _octets;
    private readonly int _maxEntries;
    private readonly Dictionary<string, (StoredPasswordKind Kind, int Start, int Length)> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Count, IPasswordHash First)> _costs = new(StringComparer.Ordinal);
    private readonly List<PasswdComplaint> _complaints = [];
    private int _complaintCount;

    private PasswdFileParser(byte[] octets, int maxEntries)
    {
        _octets = octets;
        _maxEntries = maxEntries;
    }

    /// <summary>Parses a whole file, which the result keeps. Null when it has more than <paramref name="maxEntries"/> entries.</summary>
    public static PasswdFileContents? Parse(byte[] octets, int maxEntries) => new PasswdFileParser(octets, maxEntries).ParseLines();

    private PasswdFileContents? ParseLines()
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        int start = _octets.AsSpan().StartsWith(byteOrderMark) ? byteOrderMark.Length : 0;
        for (int line = 1; start < _octets.Length; line++)
        {
            int length = _octets.AsSpan(start).IndexOf((byte)'\n');
            int end = length < 0 ? _octets.Length : start + length;
            if (!ParseLine(line, start, end))
            {
                return null;
            }

            start = end + 1;
        }

        StoredPassword typical = _costs.Count == 0
            ? default
            : new StoredPassword(StoredPasswordKind.Usable, _costs.Values.MaxBy(cost => cost.Count).First);
        return new PasswdFileContents(_octets, _entries, typical, _complaints, _complaintCount);
    }

    // False when there are too many entries.
    private bool ParseLine(int line, int start, int end)
    {
        ReadOnlySpan<byte> text = _octets.AsSpan(start, end - start).TrimEnd((byte)'\r');
        if (text.Trim(" \t"u8).IsEmpty || text[0] == '#')
        {
            return true;
        }

        int colon = text.IndexOf((byte)':');
        if (colon < 0 || UserNamePolicy.Examine(text[..colon]) != UserNameRefusal.None)
        {
            Complain(line, colon < 0 ? "no colon behind the user" : "empty, too long or impossible user name");
            return true;
        }

        string user = Encoding.ASCII.GetString(text[..colon]);
        if (_entries.ContainsKey(user))
        {
            Complain(line, "a second entry for a user; the first one counts");
            return true;
        }

        ReadOnlySpan<byte> hash = text[(colon + 1)..];
        int next = hash.IndexOf((byte)':');
        hash = next < 0 ? hash : hash[..next];
        _entries.Add(user, (Classify(line, hash), start + colon + 1, hash.Length));
        return _entries.Count <= _maxEntries;
    }

    private StoredPasswordKind Classify(int line, ReadOnlySpan<byte> encoded)
    {
        StoredPassword stored = StoredPassword.Parse(encoded);
        if (stored.Complaint is { } complaint)
        {
            Complain(line, complaint);
        }
        else if (stored.Hash is { } hash)
        {
            _costs[hash.Cost] = _costs.TryGetValue(hash.Cost, out var known) ? (known.Count + 1, known.First) : (1, hash);
        }

        return stored.Kind;
    }

    private void Complain(int line, string reason)
    {
        _complaintCount++;
        if (_complaints.Count < MaxComplaints)
        {
            _complaints.Add(new PasswdComplaint(line, reason));
        }
    }
}
