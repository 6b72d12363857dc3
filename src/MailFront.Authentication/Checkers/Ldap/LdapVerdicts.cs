using MailFront.Protocol.Ldap;

namespace MailFront.Authentication.Checkers.Ldap;

/// <summary>What a server's answer to a user's bind means. Pure; docs/configuration.md has the table.</summary>
internal static class LdapVerdicts
{
    // 389 Directory Server answers 53 for a deactivated account, and any server does for what it does not do at all: only the words tell.
    private static readonly string[] _accountWords = ["account", "inactivated", "locked", "expired", "disabled"];

    /// <summary>Judges a bind.</summary>
    /// <param name="answer">Of the bind with the user's password.</param>
    public static CheckOutcome Judge(in LdapAnswer answer)
    {
        if (answer.Trouble is { } trouble)
        {
            return new CheckOutcome(CheckVerdict.Unavailable, trouble);
        }

        CheckVerdict verdict = answer.Code switch
        {
            LdapResultCode.Success => CheckVerdict.Accepted,
            LdapResultCode.InvalidCredentials or LdapResultCode.InappropriateAuthentication or LdapResultCode.InsufficientAccessRights => CheckVerdict.Wrong,
            LdapResultCode.ConstraintViolation => CheckVerdict.Wrong,
            LdapResultCode.UnwillingToPerform when SpeaksOfAccount(answer.Diagnostic) => CheckVerdict.Wrong,
            LdapResultCode.NoSuchObject or LdapResultCode.InvalidDnSyntax => CheckVerdict.UnknownUser,
            _ => CheckVerdict.Unavailable,
        };
        return new CheckOutcome(verdict, verdict == CheckVerdict.Accepted ? null : $"the server answers {Describe(answer.Code)}");
    }

    /// <summary>A code by name and number.</summary>
    public static string Describe(LdapResultCode code) => Enum.IsDefined(code) ? $"{code} ({(int)code})" : $"code {(int)code}";

    private static bool SpeaksOfAccount(string diagnostic) =>
        Array.Exists(_accountWords, word => diagnostic.Contains(word, StringComparison.OrdinalIgnoreCase));
}
