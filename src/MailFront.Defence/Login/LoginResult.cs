namespace MailFront.Defence.Login;

/// <summary>How a login ended, as far as it says something about who asked. An overloaded or silent checker says nothing.</summary>
public enum LoginResult
{
    /// <summary>The credential was right.</summary>
    Succeeded,

    /// <summary>The credential was wrong.</summary>
    Failed,

    /// <summary>No checker knows the user.</summary>
    UnknownUser,

    /// <summary>
    /// The user has no backend; the checkers are still to be asked. Counts as evidence at once, and not towards the price of the next failure: that must not
    /// differ from what a user who exists pays.
    /// </summary>
    NamedNobody,
}
