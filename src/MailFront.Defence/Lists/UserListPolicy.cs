namespace MailFront.Defence.Lists;

/// <summary>What becomes of a login whose user a list names.</summary>
internal static class UserListPolicy
{
    /// <summary>
    /// Decides at <see cref="Checkpoint.User"/>. The login is wrong, like one with a wrong password: who has stolen the password of a banned account
    /// shall not learn that it was right.
    /// </summary>
    public static Verdict Decide(in ClientFacts facts) => facts.Listed switch
    {
        ListFinding.Banned => new Verdict(VerdictAction.TakeForWrong, VerdictReason.Banned, TimeSpan.Zero, TimeSpan.Zero),
        ListFinding.Denied => new Verdict(VerdictAction.TakeForWrong, VerdictReason.Denied, TimeSpan.Zero, TimeSpan.Zero),
        _ => Verdict.Proceed,
    };
}
