namespace MailFront.Defence.Fleet;

/// <summary>What one node tells the others. The numbers are on the wire.</summary>
public enum FleetMessageKind : byte
{
    /// <summary>How logins ended: hashes only.</summary>
    Observations = 1,

    /// <summary>An address, a network or a user was banned.</summary>
    Ban = 2,

    /// <summary>A ban was lifted.</summary>
    Unban = 3,

    /// <summary>What is remembered of a user's passwords is to be forgotten.</summary>
    Forget = 4,
}
