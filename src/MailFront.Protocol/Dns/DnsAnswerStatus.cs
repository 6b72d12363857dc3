namespace MailFront.Protocol.Dns;

/// <summary>What a datagram is to a question.</summary>
public enum DnsAnswerStatus
{
    /// <summary>Not its answer: another id or question, no answer at all, broken. The true one may still come.</summary>
    NotOurs,

    /// <summary>The name has addresses.</summary>
    Found,

    /// <summary>There is no such name, or it has no address.</summary>
    NotFound,

    /// <summary>The name server cannot say, or its answer does not fit into a datagram.</summary>
    Failed,
}
