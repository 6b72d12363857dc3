namespace MailFront.SessionTests.Login;

/// <summary>Who finds out that a login fails.</summary>
internal enum FailureJudge
{
    /// <summary>The front end by itself, at once.</summary>
    Nobody,

    /// <summary>The policy server, before a checker is asked.</summary>
    PolicyServer,

    /// <summary>The checker.</summary>
    Checker,
}
