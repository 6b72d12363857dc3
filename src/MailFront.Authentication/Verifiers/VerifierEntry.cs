namespace MailFront.Authentication.Verifiers;

/// <summary>One remembered answer, in two lists: by use in its table, and among its user's.</summary>
internal sealed class VerifierEntry
{
    /// <summary>An answer for <paramref name="owner"/>'s credential.</summary>
    public VerifierEntry(in Verifier verifier, VerifierOwner owner, bool isRight)
    {
        Verifier = verifier;
        Owner = owner;
        IsRight = isRight;
        ByUse = new LinkedListNode<VerifierEntry>(this);
        ByOwner = new LinkedListNode<VerifierEntry>(this);
    }

    /// <summary>The credential.</summary>
    public Verifier Verifier { get; }

    /// <summary>Whose it is.</summary>
    public VerifierOwner Owner { get; }

    /// <summary>Which table it is in.</summary>
    public bool IsRight { get; }

    /// <summary>Place in the order of use.</summary>
    public LinkedListNode<VerifierEntry> ByUse { get; }

    /// <summary>Place among the user's.</summary>
    public LinkedListNode<VerifierEntry> ByOwner { get; }

    /// <summary>When a checker said so last.</summary>
    public TimeSpan CheckedAt { get; set; }

    /// <summary>What it said.</summary>
    public RememberedAnswer Answer { get; set; }
}
