namespace MailFront.Sessions.Login;

/// <summary>Kinds of <see cref="DialogueStep"/>.</summary>
internal enum DialogueStepKind
{
    /// <summary>More bytes are needed.</summary>
    More,

    /// <summary>A command was answered.</summary>
    Next,

    /// <summary>The dialogue hands over.</summary>
    Leave,
}
