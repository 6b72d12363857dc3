namespace MailFront.Defence.Lists;

/// <summary>What the lists say of a client or a user; the strongest that applies.</summary>
public enum ListFinding
{
    /// <summary>Nothing that matters.</summary>
    None,

    /// <summary>A ban or the deny list names it, but a trusted proxy or the allow list does too: it comes in.</summary>
    Protected,

    /// <summary>Banned for a time.</summary>
    Banned,

    /// <summary>On the deny list.</summary>
    Denied,
}
