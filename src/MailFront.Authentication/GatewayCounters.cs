using MailFront.Authentication.Verifiers;

namespace MailFront.Authentication;

/// <summary>The gateway in numbers.</summary>
/// <param name="Verifiers">The verifier cache.</param>
/// <param name="Shared">Questions that shared the call of an identical one, since start.</param>
/// <param name="UnderWay">Distinct questions with the checkers now.</param>
public readonly record struct GatewayCounters(VerifierCounters Verifiers, long Shared, int UnderWay);
