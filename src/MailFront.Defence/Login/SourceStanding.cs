namespace MailFront.Defence.Login;

/// <summary>What is known of the place a connection comes from, before a user is named.</summary>
/// <param name="ProvenUsers">Users who have logged in from there within the memory of proofs.</param>
/// <param name="IsSuspect">Whether so much was wrong from there lately that what comes next is suspect.</param>
public readonly record struct SourceStanding(int ProvenUsers, bool IsSuspect)
{
    /// <summary>Whether somebody has logged in from there.</summary>
    public bool IsProven => ProvenUsers > 0;
}
