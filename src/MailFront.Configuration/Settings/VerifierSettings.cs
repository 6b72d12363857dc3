namespace MailFront.Configuration.Settings;

/// <summary>How long answers to passwords are remembered, so that nobody need be asked again.</summary>
public sealed record VerifierSettings
{
    /// <summary><c>mailfront_verifier_ttl</c>: right passwords; zero: not at all. Default 1 h.</summary>
    public TimeSpan RightFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary><c>mailfront_verifier_wrong_ttl</c>: wrong passwords; zero: not at all. Default 2 min.</summary>
    public TimeSpan WrongFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary><c>mailfront_verifier_location_ttl</c>: backends that a checker named; zero: not at all. Default 1 min.</summary>
    public TimeSpan LocationFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary><c>mailfront_verifier_entries</c>: most right answers, and most wrong ones. Default 100,000.</summary>
    public int Entries { get; init; } = 100_000;
}
