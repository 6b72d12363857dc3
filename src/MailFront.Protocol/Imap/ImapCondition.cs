namespace MailFront.Protocol.Imap;

/// <summary>Condition of a status response (RFC 3501 §7.1).</summary>
public enum ImapCondition
{
    /// <summary>Not a status response.</summary>
    None,

    /// <summary>OK.</summary>
    Ok,

    /// <summary>NO.</summary>
    No,

    /// <summary>BAD.</summary>
    Bad,

    /// <summary>BYE, untagged only.</summary>
    Bye,

    /// <summary>PREAUTH, greeting only.</summary>
    Preauth,
}
