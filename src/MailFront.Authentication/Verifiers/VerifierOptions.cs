namespace MailFront.Authentication.Verifiers;

/// <summary>How long and how much the verifier cache remembers.</summary>
public sealed record VerifierOptions
{
    /// <summary>How long a right password is accepted without asking (<c>mailfront_verifier_ttl</c>); zero: never. Default 1 h.</summary>
    public TimeSpan RightFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a backend that a checker named is believed without asking (<c>mailfront_verifier_location_ttl</c>); zero: never. A user who was moved is
    /// served at the new place after that. Default 1 min.
    /// </summary>
    public TimeSpan LocationFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a wrong password is refused without asking (<c>mailfront_verifier_wrong_ttl</c>); zero: never. Default 2 min.</summary>
    public TimeSpan WrongFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Most right answers, and most wrong ones (<c>mailfront_verifier_entries</c>). Default 100,000: about 30 MB of each at most.</summary>
    public int Entries { get; init; } = 100_000;

    /// <summary>
    /// How often a wrong password of one user is asked about again. Default 30 s: a password that was wrong and has become right works after that.
    /// </summary>
    public TimeSpan RecheckEvery { get; init; } = TimeSpan.FromSeconds(30);
}
