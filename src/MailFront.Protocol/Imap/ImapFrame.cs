namespace MailFront.Protocol.Imap;

/// <summary>Answer of a framer.</summary>
/// <param name="Status">What was found.</param>
/// <param name="Length">Octets from the start of the unread bytes that belong to it; 0 where the status says so.</param>
public readonly record struct ImapFrame(ImapFrameStatus Status, int Length);
