namespace MailFront.Defence.Lists;

/// <summary>A ban in force. Times are readings of the clock that only moves forward.</summary>
/// <param name="Target">Whom it is for.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Duration">For how long it was spoken: no clock can make it last longer.</param>
/// <param name="Reason">Why, in the operator's words; may be empty.</param>
public sealed record Ban(BanTarget Target, TimeSpan Until, TimeSpan Duration, string Reason)
{
    /// <summary>Longest reason kept, in characters; the rest is cut.</summary>
    public const int LongestReason = 128;

    /// <summary>A reason as it may be kept and shown: one line, bounded.</summary>
    public static string Clean(string? reason)
    {
        var text = (reason ?? string.Empty).Trim();
        text = text.Length > LongestReason ? text[..LongestReason] : text;
        return string.Create(text.Length, text, static (line, from) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(from[i]) || char.IsSurrogate(from[i]) ? '?' : from[i];
            }
        });
    }
}
