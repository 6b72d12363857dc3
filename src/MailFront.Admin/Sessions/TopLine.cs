namespace MailFront.Admin.Sessions;

/// <summary>What some connections have in common, and how many they are.</summary>
/// <param name="Name">Network, user or state.</param>
/// <param name="Connections">How many.</param>
/// <param name="PreLogin">Of these, not logged in.</param>
/// <param name="Failures">Wrong credentials on them.</param>
internal sealed record TopLine(string Name, int Connections, int PreLogin, int Failures);
