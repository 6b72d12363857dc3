namespace MailFront.Sessions.Login;

/// <summary>How far a frame was understood.</summary>
internal enum ImapUnderstanding
{
    /// <summary>A command that may be given now; it was answered.</summary>
    Command,

    /// <summary>A tag, then something else.</summary>
    Syntax,

    /// <summary>Not even a tag.</summary>
    NoTag,
}
