using MailFront.Defence.Login;

namespace MailFront.Authentication.Verifiers;

/// <summary>Which questions are the same: one credential, asked in one class, with no <see cref="VerifierCache.Forget"/> between them.</summary>
internal readonly record struct SharedQuestion(Verifier Verifier, LoginClass Class, long Generation);
