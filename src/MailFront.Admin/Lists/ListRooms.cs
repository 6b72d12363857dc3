using MailFront.Defence.Lists;

namespace MailFront.Admin.Lists;

/// <summary>What the administration interface sees of lists and bans, and what it may do there; made by the composition.</summary>
public sealed record ListRooms
{
    /// <summary>Lists and bans in force.</summary>
    public required AccessLists Lists { get; init; }

    /// <summary>What an operator's word means: an address, a network or <c>user:NAME</c>; null for what is none of these.</summary>
    public required Func<string, BanTarget?> Target { get; init; }

    /// <summary>Carries a new ban out on what is open, on sessions too when asked for, and leaves a line in the log. Answers how many connections ended.</summary>
    public required Func<Ban, bool, int> Enforce { get; init; }

    /// <summary>Leaves a line in the log.</summary>
    public required Action<BanTarget> NoteUnbanned { get; init; }

    /// <summary>Whether bans are carried out (<c>mailfront_defence</c>).</summary>
    public required Func<bool> IsEnforced { get; init; }

    /// <summary>The clock of the bans.</summary>
    public required TimeProvider Time { get; init; }
}
