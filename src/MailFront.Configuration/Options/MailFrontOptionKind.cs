namespace MailFront.Configuration.Options;

/// <summary>How the value of one of MailFront's own options is written.</summary>
internal enum MailFrontOptionKind
{
    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A duration; a bare number counts seconds.</summary>
    Duration,

    /// <summary>A size; a bare number counts octets.</summary>
    Size,

    /// <summary>A file name.</summary>
    Path,

    /// <summary>Networks between blanks.</summary>
    Networks,

    /// <summary>Words between blanks.</summary>
    Words,

    /// <summary>Any text.</summary>
    Text,

    /// <summary>A text that is never shown.</summary>
    Hidden,
}
