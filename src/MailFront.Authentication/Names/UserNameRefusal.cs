namespace MailFront.Authentication.Names;

/// <summary>Why a name is no user name. Clients are told only that the login failed.</summary>
public enum UserNameRefusal
{
    /// <summary>Not refused.</summary>
    None,

    /// <summary>Nothing is left once domain and detail are cut.</summary>
    Empty,

    /// <summary>Longer than <see cref="UserNamePolicy.MaxLength"/> octets.</summary>
    TooLong,

    /// <summary>Holds a control character, an octet from 0x7f up, or one of <c>&amp; % : * / ?</c>.</summary>
    ForbiddenCharacter,

    /// <summary>The name <c>anonymous</c>, which no password check may decide about (Cyrus <c>allowanonymouslogin: no</c>).</summary>
    Anonymous,
}
