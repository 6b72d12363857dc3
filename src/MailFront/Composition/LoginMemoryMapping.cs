using MailFront.Authentication;
using MailFront.Authentication.Verifiers;
using MailFront.Configuration.Settings;
using MailFront.Defence.Evidence;
using MailFront.Defence.Lists;
using MailFront.Defence.Login;

namespace MailFront.Composition;

/// <summary>What the process remembers of logins; made once, and kept over reloads.</summary>
internal static class LoginMemoryMapping
{
    /// <summary>An empty memory, under keys of its own.</summary>
    public static LoginMemory Create(IListedSources blocklists) =>
        new(new ListedEvidence(new LoginHistory(new LoginHistoryOptions(), KeyedHash.Random()), blocklists));

    /// <summary>The memory in numbers.</summary>
    public static EvidenceCounters CountersOf(LoginMemory memory) =>
        memory.Evidence is ListedEvidence { Own: LoginHistory history } ? history.Counters : new EvidenceCounters([], 0, false, 0);

    /// <summary>How long answers are kept.</summary>
    public static VerifierOptions Options(VerifierSettings settings) => new()
    {
        RightFor = settings.RightFor,
        WrongFor = settings.WrongFor,
        Entries = settings.Entries,
    };
}
