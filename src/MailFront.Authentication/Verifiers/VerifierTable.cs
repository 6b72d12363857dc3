using System.Diagnostics.CodeAnalysis;

namespace MailFront.Authentication.Verifiers;

/// <summary>Answers of one kind in the order of their use, the least recently used first. Not for several threads at once.</summary>
internal sealed class VerifierTable
{
    private readonly Dictionary<Verifier, VerifierEntry> _entries = [];
    private readonly LinkedList<VerifierEntry> _byUse = [];

    /// <summary>Entries held.</summary>
    public int Count => _entries.Count;

    /// <summary>The one that has not been used for longest; null when there is none.</summary>
    public VerifierEntry? LeastUsed => _byUse.First?.Value;

    /// <summary>Finds the entry of a credential and notes that it was used.</summary>
    public bool TryUse(in Verifier verifier, [NotNullWhen(true)] out VerifierEntry? entry)
    {
        if (!_entries.TryGetValue(verifier, out entry))
        {
            return false;
        }

        _byUse.Remove(entry.ByUse);
        _byUse.AddLast(entry.ByUse);
        return true;
    }

    /// <summary>Adds an entry that is not there yet.</summary>
    public void Add(VerifierEntry entry)
    {
        _entries.Add(entry.Verifier, entry);
        _byUse.AddLast(entry.ByUse);
    }

    /// <summary>Takes an entry out.</summary>
    public void Remove(VerifierEntry entry)
    {
        _entries.Remove(entry.Verifier);
        _byUse.Remove(entry.ByUse);
    }

    /// <summary>Takes all out.</summary>
    public void Clear()
    {
        _entries.Clear();
        _byUse.Clear();
    }
}
