namespace MailFront.Protocol.Pop3;

/// <summary>Answer of the framer.</summary>
/// <param name="Status">What was found.</param>
/// <param name="Length">Octets of a complete line, line end included; else 0.</param>
public readonly record struct Pop3Frame(Pop3FrameStatus Status, int Length);
