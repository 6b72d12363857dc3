namespace MailFront.Configuration.Lists;

/// <summary>A user in a list file.</summary>
/// <param name="Name">As it is written there.</param>
/// <param name="Place">Where it is written, for people.</param>
public sealed record ListedUser(string Name, string Place);
