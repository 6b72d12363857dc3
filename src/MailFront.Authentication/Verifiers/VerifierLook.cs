namespace MailFront.Authentication.Verifiers;

/// <summary>What the cache knows of a credential.</summary>
/// <param name="Kind">Right, wrong or nothing.</param>
/// <param name="Answer">What the checker said; of meaning unless <see cref="VerifierLookKind.Nothing"/>.</param>
/// <param name="Generation">To be handed back with a new answer: one that was asked for before the user was forgotten is not kept.</param>
internal readonly record struct VerifierLook(VerifierLookKind Kind, RememberedAnswer Answer, long Generation);
