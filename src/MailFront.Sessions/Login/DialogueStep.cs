namespace MailFront.Sessions.Login;

/// <summary>What a dialogue does after it has understood, or not, what is there.</summary>
internal readonly record struct DialogueStep(DialogueStepKind Kind, TalkOutcome Outcome)
{
    /// <summary>Wait for more bytes.</summary>
    public static DialogueStep More => new(DialogueStepKind.More, default);

    /// <summary>Look at what is there again.</summary>
    public static DialogueStep Next => new(DialogueStepKind.Next, default);

    /// <summary>Have the SASL exchange answer.</summary>
    public static DialogueStep Exchange => new(DialogueStepKind.Exchange, default);

    /// <summary>Hand over.</summary>
    public static DialogueStep Leave(TalkOutcome outcome) => new(DialogueStepKind.Leave, outcome);

    /// <summary>Hand over because the connection ends.</summary>
    public static DialogueStep Close(CloseReason reason) => Leave(TalkOutcome.Close(reason));
}
