namespace MailFront.Defence.Login;

/// <summary>How much is known of who asks: the order in which logins may use a password checker. A lower value goes first.</summary>
public enum LoginClass
{
    /// <summary>This very credential was right a short while ago; the checker is not needed.</summary>
    Verified,

    /// <summary>This user has logged in from this part of the network before, or, as far as thirteen bits tell, with this password.</summary>
    Known,

    /// <summary>Nothing speaks for or against it.</summary>
    New,

    /// <summary>Evidence against the source, the user or the credential.</summary>
    Suspect,
}
