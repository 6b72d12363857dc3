namespace MailFront.Configuration.Settings;

/// <summary>What mechanisms other than PLAIN and LOGIN need.</summary>
public sealed record MechanismSettings
{
    /// <summary><c>mailfront_scram</c>. Default <see cref="ScramMode.Auto"/>.</summary>
    public ScramMode Scram { get; init; }

    /// <summary><c>mailfront_scram_secret</c>: makes the salts of users who have none; null for one made of the machine's id.</summary>
    public HiddenText? ScramSecret { get; init; }

    /// <summary><c>mailfront_apop</c>. Default false.</summary>
    public bool Apop { get; init; }

    /// <summary><c>mailfront_krb5_realm</c>; null when GSSAPI is not offered.</summary>
    public string? KerberosRealm { get; init; }

    /// <summary><c>mailfront_krb5_keytab</c>; null for the system's.</summary>
    public string? KerberosKeytab { get; init; }

    /// <summary>Access tokens; null when none are accepted.</summary>
    public OAuthSettings? OAuth { get; init; }
}
