namespace MailFront.Directory.Transfer;

/// <summary>How entries are written in a file.</summary>
public enum TransferFormat
{
    /// <summary>
    /// Output of <c>ctl_mboxlist -d</c>. Read in all its forms: <c>name TAB partition TAB acl</c> (Cyrus 1.x), with a type before the
    /// partition (2.x), with fields after the list (2.5 to 3.4), and JSON (3.6 and later). Written as 2.x does.
    /// </summary>
    Dump,

    /// <summary>Lines <c>user backend</c>; <c>#</c> begins a comment. Only INBOXes.</summary>
    Users,

    /// <summary>RFC 4180 with a header: <c>mailbox,location,acl,status</c>.</summary>
    Csv,

    /// <summary>One JSON object a line: <c>{"mailbox":…,"location":…,"acl":…,"status":…}</c>.</summary>
    Jsonl,
}
