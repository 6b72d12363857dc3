namespace MailFront.Configuration.Options;

/// <summary>An option name of Cyrus or libsasl.</summary>
/// <param name="Name">Name, lower case.</param>
/// <param name="Type">Type.</param>
/// <param name="Since">First stable branch with it; 2.4 for that one or older.</param>
/// <param name="Role">What it means here.</param>
/// <param name="Area">Part of Cyrus for <see cref="OptionRole.Elsewhere"/>, new name for <see cref="OptionRole.Deprecated"/>, else empty.</param>
internal sealed record CyrusOption(string Name, OptionType Type, string Since, OptionRole Role, string Area);
