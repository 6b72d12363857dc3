namespace MailFront.Authentication;

/// <summary>What the gateway says of a credential. Only <see cref="WrongCredentials"/> may ever reach a client as a bad password.</summary>
public enum AuthenticationStatus
{
    /// <summary>The password is the user's.</summary>
    Accepted,

    /// <summary>A checker said no: unknown user, wrong password or locked account, not told apart.</summary>
    WrongCredentials,

    /// <summary>No checker could answer: down, garbled, or past its deadline.</summary>
    Unavailable,

    /// <summary>Too many questions wait already; the checker was not asked.</summary>
    Overloaded,
}
