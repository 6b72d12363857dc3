namespace MailFront.Authentication.Verifiers;

/// <summary>What a checker said, kept with a verifier.</summary>
/// <param name="Checker">Who said it.</param>
/// <param name="Detail">Why, in words for the log.</param>
internal readonly record struct RememberedAnswer(string? Checker, string? Detail)
{
    /// <summary>The name under which the user is served; null for the one asked about.</summary>
    public string? User { get; init; }

    /// <summary>The backend that the checker named; null for the directory's.</summary>
    public string? Location { get; init; }

    /// <summary>The checkers did not know the user.</summary>
    public bool IsUnknownUser { get; init; }

    /// <summary>What is worth keeping of <paramref name="outcome"/>.</summary>
    public static RememberedAnswer Of(in AuthenticationOutcome outcome) => new(outcome.Checker, outcome.Detail)
    {
        User = outcome.User,
        Location = outcome.Location,
        IsUnknownUser = outcome.IsUnknownUser,
    };

    /// <summary>The answer as an outcome again.</summary>
    public AuthenticationOutcome ToOutcome(AuthenticationStatus status) => new(status, Checker, Detail)
    {
        FromCache = true,
        User = User,
        Location = Location,
        IsUnknownUser = IsUnknownUser,
    };
}
