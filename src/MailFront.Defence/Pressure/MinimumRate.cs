namespace MailFront.Defence.Pressure;

/// <summary>The least rate at which a line or literal must come before login (Postfix' <c>smtpd_min_data_rate</c>).</summary>
public static class MinimumRate
{
    /// <summary>Bytes a second. 500, as Postfix: a sixteenth of a 64 kbit/s line.</summary>
    public const int BytesPerSecond = 500;

    /// <summary>What each line or literal gets beside that: a lost packet or two, a pause of the sender.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Time for <paramref name="bytes"/>, with <paramref name="grace"/>.</summary>
    public static TimeSpan BudgetOf(int bytes, TimeSpan grace) => grace + TimeSpan.FromSeconds((double)bytes / BytesPerSecond);
}
