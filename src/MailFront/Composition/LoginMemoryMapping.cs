using MailFront.Authentication;
using MailFront.Authentication.Verifiers;
using MailFront.Configuration.Settings;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.Composition;

/// <summary>What the process remembers of logins; made once, and kept over reloads.</summary>
internal static class LoginMemoryMapping
{
    /// <summary>How long answers are kept.</summary>
    public static VerifierOptions Options(VerifierSettings settings) => new()
    {
        RightFor = settings.RightFor,
        WrongFor = settings.WrongFor,
        Entries = settings.Entries,
    };
}
