namespace MailFront.Defence.Rules;

/// <summary>Where a rule comes from.</summary>
public enum RuleOrigin
{
    /// <summary>From the configuration.</summary>
    File,

    /// <summary>Added or changed while the server runs; gone with a restart or a reload.</summary>
    Live,
}
