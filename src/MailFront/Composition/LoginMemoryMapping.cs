using MailFront.Authentication.Verifiers;
using MailFront.Configuration.Settings;

namespace MailFront.Composition;

/// <summary>What the process remembers of logins.</summary>
internal static class LoginMemoryMapping
{
    /// <summary>How long answers are kept.</summary>
    public static VerifierOptions Options(VerifierSettings settings) => new()
    {
        RightFor = settings.RightFor,
        WrongFor = settings.WrongFor,
        LocationFor = settings.LocationFor,
        Entries = settings.Entries,
    };
}
