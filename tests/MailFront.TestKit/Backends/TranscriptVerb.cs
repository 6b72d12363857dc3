namespace MailFront.TestKit.Backends;

/// <summary>What one line of a transcript tells the backend to do.</summary>
internal enum TranscriptVerb
{
    /// <summary><c>S: text</c> sends a line.</summary>
    Send,

    /// <summary><c>S- text</c> sends text without a line end.</summary>
    SendRaw,

    /// <summary><c>C: text</c> expects exactly this line.</summary>
    Expect,

    /// <summary><c>C~ regex</c> expects a line that matches as a whole.</summary>
    ExpectMatch,

    /// <summary><c>C# text</c> expects exactly these bytes, as behind a literal.</summary>
    ExpectRaw,

    /// <summary><c>-- tls</c> takes the server's side of a handshake.</summary>
    StartTls,

    /// <summary><c>-- pause</c> sends what is pending in a segment of its own and lets the other side read it first.</summary>
    Pause,

    /// <summary><c>-- close</c> closes in an orderly way.</summary>
    Close,

    /// <summary><c>-- reset</c> aborts.</summary>
    Reset,

    /// <summary><c>-- hang</c> says nothing more and waits until the other side leaves.</summary>
    Hang,

    /// <summary><c>-- flood text</c> sends the text over and over until the other side leaves.</summary>
    Flood,
}
