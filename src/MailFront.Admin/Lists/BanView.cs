namespace MailFront.Admin.Lists;

/// <summary>A ban.</summary>
internal sealed record BanView(string Target, long SecondsLeft, DateTimeOffset Until, string? Reason);
