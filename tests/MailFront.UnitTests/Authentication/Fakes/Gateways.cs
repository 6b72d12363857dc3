using MailFront.Authentication;
using MailFront.Authentication.Policy;
using MailFront.Authentication.Verifiers;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Fakes;

internal static class Gateways
{
    /// <summary>A gateway that starts without any memory.</summary>
    public static AuthenticationGateway Over(
        IEnumerable<ICheckerGroup> lanes, TimeProvider time, VerifierOptions? options = null, ILoginEvidence? evidence = null, params IPolicyServer[] policies) =>
        new(lanes, policies, options ?? new VerifierOptions(), new LoginMemory(evidence ?? History()), time);

    /// <summary>The real evidence, small.</summary>
    public static LoginHistory History() => new(new LoginHistoryOptions { Pairs = 256, Failures = 256, Addresses = 256, GuessedPairs = 256, RememberedUsers = 256 }, KeyedHash.Random());
}
