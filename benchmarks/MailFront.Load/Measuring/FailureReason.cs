namespace MailFront.Load.Measuring;

/// <summary>Why an operation does not count.</summary>
internal enum FailureReason
{
    /// <summary>The connection was refused.</summary>
    Refused,

    /// <summary>No answer within the timeout.</summary>
    Timeout,

    /// <summary>The server closed the connection before it had answered.</summary>
    Closed,

    /// <summary>The connection was reset.</summary>
    Reset,

    /// <summary>The server answered NO, BAD or -ERR.</summary>
    Rejected,

    /// <summary>The server's answer makes no sense.</summary>
    Protocol,

    /// <summary>The TLS handshake or a TLS record failed.</summary>
    Tls,

    /// <summary>A message body has the wrong size or content.</summary>
    Body,

    /// <summary>The generator had no free connection for an arrival.</summary>
    Overload,

    /// <summary>The generator itself ran out of something (ports, descriptors).</summary>
    Local,
}
