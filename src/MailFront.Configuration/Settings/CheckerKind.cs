namespace MailFront.Configuration.Settings;

/// <summary>A word of <c>sasl_pwcheck_method</c>.</summary>
public enum CheckerKind
{
    /// <summary>saslauthd on its socket.</summary>
    Saslauthd,

    /// <summary>The file <c>mailfront_passwd_file</c>.</summary>
    PasswdFile,
}
