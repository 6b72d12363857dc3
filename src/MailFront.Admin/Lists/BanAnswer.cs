namespace MailFront.Admin.Lists;

/// <summary>What became of a wish to ban or unban.</summary>
/// <param name="Done">Whether it was done.</param>
/// <param name="Message">The same for people, in one line.</param>
internal sealed record BanAnswer(bool Done, string Message)
{
    /// <summary>The ban in force.</summary>
    public BanView? Ban { get; init; }

    /// <summary>Connections that it ended.</summary>
    public int Ended { get; init; }
}
