namespace MailFront.Sessions;

/// <summary>How a login ended, as counted; the name is the metric label.</summary>
public enum LoginEnd
{
    /// <summary>The user is connected with the backend.</summary>
    Accepted,

    /// <summary>Told as a bad password.</summary>
    WrongCredentials,

    /// <summary>The mechanism is not offered.</summary>
    NoMechanism,

    /// <summary>No checker could answer, or too many logins waited.</summary>
    CheckerUnavailable,

    /// <summary>The directory or the backend could not serve the user.</summary>
    BackendUnavailable,

    /// <summary><c>maxlogins_per_host</c> or <c>maxlogins_per_user</c> was reached.</summary>
    TooManySessions,

    /// <summary>The client left before it was decided.</summary>
    Abandoned,

    /// <summary>A deadline or a stop ended it before it was decided.</summary>
    GivenUp,
}
