namespace MailFront.Authentication.Verifiers;

/// <summary>
/// The answers about some of the users, behind a lock of their own. Right and wrong ones are in tables of their own: however many wrong
/// passwords are tried, no right answer makes room for them.
/// </summary>
internal sealed class VerifierShard
{
    // Removes more than is added, so that a table shrinks once it is out of date.
    private const int LeftOversPerAddition = 2;

    private readonly Lock _gate = new();
    private readonly VerifierTable _right = new();
    private readonly VerifierTable _wrong = new();
    private readonly Dictionary<string, VerifierOwner> _owners = new(StringComparer.Ordinal);
    private long _generation;
    private VerifierCounters _counters;

    /// <summary>The shard in numbers.</summary>
    public VerifierCounters Counters
    {
        get
        {
            lock (_gate)
            {
                return _counters with { RightEntries = _right.Count, WrongEntries = _wrong.Count };
            }
        }
    }

    /// <summary>What is known of a credential at <paramref name="now"/>.</summary>
    public VerifierLook Look(in Verifier verifier, VerifierOptions options, TimeSpan now)
    {
        lock (_gate)
        {
            if (Find(_right, verifier, options.RightFor, now) is { } right)
            {
                if (right.Answer.Location is not null && now - right.CheckedAt >= options.LocationFor)
                {
                    return new VerifierLook(VerifierLookKind.RightAndDue, right.Answer, _generation);
                }

                _counters = _counters with { RightHits = _counters.RightHits + 1 };
                return new VerifierLook(VerifierLookKind.Right, right.Answer, _generation);
            }

            if (Find(_wrong, verifier, options.WrongFor, now) is { } wrong)
            {
                bool isDue = now - wrong.CheckedAt >= options.RecheckEvery;
                return new VerifierLook(isDue ? VerifierLookKind.WrongAndDue : VerifierLookKind.Wrong, wrong.Answer, _generation);
            }

            return new VerifierLook(VerifierLookKind.Nothing, default, _generation);
        }
    }

    /// <summary>Takes the user's turn to ask about a wrong password again, if there is one.</summary>
    public bool TryTakeTurn(string user, bool isKnownPlace, VerifierOptions options, TimeSpan now)
    {
        lock (_gate)
        {
            bool isTaken = !_owners.TryGetValue(user, out VerifierOwner? owner) || owner.TryTakeTurn(isKnownPlace, options.RecheckEvery, now);
            _counters = _counters with { Rechecks = _counters.Rechecks + (isTaken ? 1 : 0) };
            return isTaken;
        }
    }

    /// <summary>Counts a login that was refused without asking.</summary>
    public void CountWrongHit()
    {
        lock (_gate)
        {
            _counters = _counters with { WrongHits = _counters.WrongHits + 1 };
        }
    }

    /// <summary>Keeps an answer in place of any other about the same credential.</summary>
    public void Remember(
        string user, in Verifier verifier, bool isRight, in RememberedAnswer answer, long generation, int capacity, VerifierOptions options, TimeSpan now)
    {
        lock (_gate)
        {
            VerifierTable other = isRight ? _wrong : _right;
            if (other.TryUse(verifier, out VerifierEntry? refuted))
            {
                Remove(refuted);
            }

            if ((isRight ? options.RightFor : options.WrongFor) <= TimeSpan.Zero || generation != _generation)
            {
                return;
            }

            VerifierTable table = isRight ? _right : _wrong;
            if (!table.TryUse(verifier, out VerifierEntry? entry))
            {
                MakeRoom(table, isRight, capacity, options, now);
                entry = Add(table, user, verifier, isRight);
            }

            entry.CheckedAt = now;
            entry.Answer = answer;
        }
    }

    /// <summary>Drops every answer about <paramref name="user"/>, and any that is still being asked for.</summary>
    public void Forget(string user)
    {
        lock (_gate)
        {
            _generation++;
            while (_owners.TryGetValue(user, out VerifierOwner? owner) && owner.Entries.First is { } entry)
            {
                Remove(entry.Value);
            }
        }
    }

    /// <summary>Drops every answer, and any that is still being asked for.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _generation++;
            _right.Clear();
            _wrong.Clear();
            _owners.Clear();
        }
    }

    private VerifierEntry? Find(VerifierTable table, in Verifier verifier, TimeSpan lifetime, TimeSpan now)
    {
        if (!table.TryUse(verifier, out VerifierEntry? entry))
        {
            return null;
        }

        if (now - entry.CheckedAt < lifetime)
        {
            return entry;
        }

        Remove(entry);
        return null;
    }

    private void MakeRoom(VerifierTable table, bool isRight, int capacity, VerifierOptions options, TimeSpan now)
    {
        TimeSpan lifetime = isRight ? options.RightFor : options.WrongFor;
        for (int removed = 0; table.LeastUsed is { } entry; removed++)
        {
            bool isOver = now - entry.CheckedAt >= lifetime;
            if (table.Count < capacity && !(isOver && removed < LeftOversPerAddition))
            {
                return;
            }

            Remove(entry);
            int lost = isOver ? 0 : 1;
            _counters = isRight
                ? _counters with { RightEvictions = _counters.RightEvictions + lost }
                : _counters with { WrongEvictions = _counters.WrongEvictions + lost };
        }
    }

    private VerifierEntry Add(VerifierTable table, string user, in Verifier verifier, bool isRight)
    {
        if (!_owners.TryGetValue(user, out VerifierOwner? owner))
        {
            owner = new VerifierOwner(user);
            _owners.Add(user, owner);
        }

        var entry = new VerifierEntry(verifier, owner, isRight);
        table.Add(entry);
        owner.Entries.AddLast(entry.ByOwner);
        return entry;
    }

    private void Remove(VerifierEntry entry)
    {
        (entry.IsRight ? _right : _wrong).Remove(entry);
        entry.Owner.Entries.Remove(entry.ByOwner);
        if (entry.Owner.Entries.Count == 0)
        {
            _owners.Remove(entry.Owner.User);
        }
    }
}
