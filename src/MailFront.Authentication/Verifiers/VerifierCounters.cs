namespace MailFront.Authentication.Verifiers;

/// <summary>The verifier cache in numbers: events since start, entries now.</summary>
public readonly record struct VerifierCounters
{
    /// <summary>Logins answered right without asking.</summary>
    public long RightHits { get; init; }

    /// <summary>Logins answered wrong without asking.</summary>
    public long WrongHits { get; init; }

    /// <summary>Known wrong passwords that were asked about again.</summary>
    public long Rechecks { get; init; }

    /// <summary>Right answers held now, those out of date included.</summary>
    public int RightEntries { get; init; }

    /// <summary>Wrong answers held now, those out of date included.</summary>
    public int WrongEntries { get; init; }

    /// <summary>Right answers in date that made room for newer ones.</summary>
    public long RightEvictions { get; init; }

    /// <summary>Wrong answers in date that made room for newer ones.</summary>
    public long WrongEvictions { get; init; }

    /// <summary>Both together.</summary>
    public static VerifierCounters operator +(in VerifierCounters left, in VerifierCounters right) => new()
    {
        RightHits = left.RightHits + right.RightHits,
        WrongHits = left.WrongHits + right.WrongHits,
        Rechecks = left.Rechecks + right.Rechecks,
        RightEntries = left.RightEntries + right.RightEntries,
        WrongEntries = left.WrongEntries + right.WrongEntries,
        RightEvictions = left.RightEvictions + right.RightEvictions,
        WrongEvictions = left.WrongEvictions + right.WrongEvictions,
    };
}
