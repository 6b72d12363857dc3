namespace MailFront.Protocol.Imap;

/// <summary>Outcome of reading ID's arguments.</summary>
public enum ImapIdStatus
{
    /// <summary>A list, maybe empty, or NIL.</summary>
    Ok,

    /// <summary>Not <c>NIL</c> or <c>(string nstring …)</c>.</summary>
    Malformed,

    /// <summary>More than <see cref="ImapIdParser.MaxPairs"/> pairs.</summary>
    TooManyPairs,

    /// <summary>A field name over <see cref="ImapIdParser.MaxNameBytes"/> octets.</summary>
    NameTooLong,

    /// <summary>A value over <see cref="ImapIdParser.MaxValueBytes"/> octets.</summary>
    ValueTooLong,
}
