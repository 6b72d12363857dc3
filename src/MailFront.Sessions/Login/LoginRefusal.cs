namespace MailFront.Sessions.Login;

/// <summary>Why a login did not succeed, as far as the client may know.</summary>
public enum LoginRefusal
{
    /// <summary>The credential is wrong; the only case that may read as a bad password.</summary>
    WrongCredentials,

    /// <summary>The mechanism is not offered. Counts as a failure, as in Cyrus.</summary>
    NoMechanism,

    /// <summary>No checker answered, or too many logins wait.</summary>
    CheckerUnavailable,

    /// <summary>The directory or the backend could not serve the user.</summary>
    BackendUnavailable,

    /// <summary>The credential is right, but the user or the address has as many sessions as it may.</summary>
    TooManySessions,
}
