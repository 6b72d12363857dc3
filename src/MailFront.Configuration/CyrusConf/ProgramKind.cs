namespace MailFront.Configuration.CyrusConf;

/// <summary>What MailFront makes of a program in <c>cmd=</c>.</summary>
internal enum ProgramKind
{
    /// <summary>Not a program of Cyrus.</summary>
    Unknown,

    /// <summary>An IMAP listener.</summary>
    Imap,

    /// <summary>A POP3 listener.</summary>
    Pop3,

    /// <summary>The MUPDATE master or a frontend's copy of it.</summary>
    Mupdate,

    /// <summary>Another network service of Cyrus, which MailFront does not offer.</summary>
    OtherService,

    /// <summary>Upkeep that MailFront does not need.</summary>
    Upkeep,
}
