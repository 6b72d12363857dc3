namespace MailFront.Sessions.Login;

/// <summary>Kinds of <see cref="DialogueStep"/>.</summary>
internal enum DialogueStepKind
{
    /// <summary>More bytes are needed.</summary>
    More,

    /// <summary>A command was answered.</summary>
    Next,

    /// <summary>A SASL response waits for its answer, which may take time.</summary>
    Exchange,

    /// <summary>The dialogue hands over.</summary>
    Leave,
}
