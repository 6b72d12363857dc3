namespace MailFront.Authentication.Verifiers;

/// <summary>
/// Remembers for a while which credentials were right and which were wrong, without keeping any of them. Pure: moments are passed in, on a
/// clock that only moves forward. May be used from any thread; users are spread over shards, each with a lock and its share of the entries.
/// When a share is full, the answer of its kind that has not been used for longest makes room.
/// </summary>
internal sealed class VerifierCache
{
    private const int DefaultShards = 16;

    private readonly VerifierShard[] _shards;
    private VerifierOptions _options;

    /// <summary>An empty cache.</summary>
    public VerifierCache(VerifierOptions options, int shards = DefaultShards)
    {
        _options = options;
        _shards = new VerifierShard[shards];
        for (int i = 0; i < shards; i++)
        {
            _shards[i] = new VerifierShard();
        }
    }

    /// <summary>The options in force; a reload replaces the whole snapshot, and answers in the cache are judged by the new ones.</summary>
    public VerifierOptions Options
    {
        get => Volatile.Read(ref _options);
        set => Volatile.Write(ref _options, value);
    }

    /// <summary>The cache in numbers.</summary>
    public VerifierCounters Counters
    {
        get
        {
            VerifierCounters sum = default;
            foreach (VerifierShard shard in _shards)
            {
                sum += shard.Counters;
            }

            return sum;
        }
    }

    /// <summary>What is known of <paramref name="user"/>'s credential.</summary>
    public VerifierLook Look(string user, in Verifier verifier, TimeSpan now) => ShardOf(user).Look(verifier, Options, now);

    /// <summary>
    /// Whether a wrong password that is due may be asked about again now: once in <see cref="VerifierOptions.RecheckEvery"/> for each user,
    /// and as often from places where the user is known.
    /// </summary>
    public bool TryRecheck(string user, bool isKnownPlace, TimeSpan now) => ShardOf(user).TryTakeTurn(user, isKnownPlace, Options, now);

    /// <summary>Counts a login that was refused without asking.</summary>
    public void CountWrongHit(string user) => ShardOf(user).CountWrongHit();

    /// <summary>
    /// Keeps what a checker said, in place of anything else about the same credential; not when the user was forgotten since
    /// <paramref name="generation"/> was told by <see cref="Look"/>.
    /// </summary>
    public void Remember(string user, in Verifier verifier, bool isRight, in RememberedAnswer answer, long generation, TimeSpan now)
    {
        VerifierOptions options = Options;
        int share = Math.Max(1, options.Entries / _shards.Length);
        ShardOf(user).Remember(user, verifier, isRight, answer, generation, share, options, now);
    }

    /// <summary>Drops everything about <paramref name="user"/>, in time for the user's entries only.</summary>
    public void Forget(string user) => ShardOf(user).Forget(user);

    /// <summary>Drops everything.</summary>
    public void Clear()
    {
        foreach (VerifierShard shard in _shards)
        {
            shard.Clear();
        }
    }

    // The hash of a string has a random key of its own in each process.
    private VerifierShard ShardOf(string user) => _shards[(uint)user.GetHashCode(StringComparison.Ordinal) % (uint)_shards.Length];
}
