namespace MailFront.Authentication.Verifiers;

/// <summary>A user with remembered answers, and when its wrong ones were last asked about again.</summary>
internal sealed class VerifierOwner(string user)
{
    private TimeSpan? _knownAsked;
    private TimeSpan? _otherAsked;

    /// <summary>The user.</summary>
    public string User { get; } = user;

    /// <summary>All answers about the user, right and wrong.</summary>
    public LinkedList<VerifierEntry> Entries { get; } = [];

    /// <summary>
    /// One turn in each <paramref name="period"/>. Places where the user has logged in have turns of their own, so that a stranger who repeats
    /// wrong passwords cannot use up those of the owner who has just changed his.
    /// </summary>
    public bool TryTakeTurn(bool isKnownPlace, TimeSpan period, TimeSpan now)
    {
        ref TimeSpan? asked = ref isKnownPlace ? ref _knownAsked : ref _otherAsked;
        if (asked is { } last && now - last < period)
        {
            return false;
        }

        asked = now;
        return true;
    }
}
