namespace MailFront.Sessions.Login;

/// <summary>Whether the client is who it says.</summary>
/// <param name="Refused">The outcome when it is not, or when nobody can say; null when it is.</param>
/// <param name="User">The name under which a checker wants the user served; null for the one asked about.</param>
/// <param name="Server">The backend that a checker names; null for the directory's.</param>
internal readonly record struct LoginProof(LoginOutcome? Refused, string? User, string? Server)
{
    /// <summary>The client is who it says.</summary>
    public static LoginProof Given => default;

    /// <summary>It is not, or nobody can say.</summary>
    public static LoginProof Not(LoginOutcome outcome) => new(outcome, null, null);
}
