using MailFront.Authentication.Checkers;

namespace MailFront.Authentication.Lanes;

/// <summary>One of the equal systems behind a <see cref="CheckerGroup"/>.</summary>
/// <param name="Name">Name in logs and metrics.</param>
/// <param name="Checker">Asks it.</param>
/// <param name="Limit">Questions at once, from 1; as many as it has workers. The group may learn to use fewer.</param>
public sealed record CheckerEndpoint(string Name, IPasswordChecker Checker, int Limit);
