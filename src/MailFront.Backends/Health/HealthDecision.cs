namespace MailFront.Backends.Health;

/// <summary>Advice about a backend and what it rests on.</summary>
/// <param name="Advice">What to do. Each <see cref="HealthAdvice.Probe"/> must be followed by one report.</param>
/// <param name="FailingFor">Since when it has been failing without a success; zero when it has not.</param>
/// <param name="Failures">Failures in a row.</param>
public readonly record struct HealthDecision(HealthAdvice Advice, TimeSpan FailingFor, int Failures);
