using MailFront.Configuration.Settings;

namespace MailFront.Configuration;

/// <summary>What a service does with logins.</summary>
/// <param name="Login">Who may log in and how.</param>
/// <param name="Deadlines">Times.</param>
public sealed record ServicePolicy(LoginSettings Login, DeadlineSettings Deadlines);
