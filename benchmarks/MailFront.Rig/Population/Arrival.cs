using System.Net;

namespace MailFront.Rig.Population;

/// <summary>One login to come.</summary>
/// <param name="At">Nanoseconds after the beginning.</param>
/// <param name="Kind">Who it is.</param>
/// <param name="User">The user name.</param>
/// <param name="Password">The password.</param>
/// <param name="Source">The address it comes from.</param>
/// <param name="Habit">For a bot: what it does then.</param>
internal readonly record struct Arrival(long At, LoginKind Kind, string User, string Password, IPAddress Source, BotHabit Habit);
