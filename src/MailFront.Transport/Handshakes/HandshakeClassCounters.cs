namespace MailFront.Transport.Handshakes;

/// <summary>One class of handshakes in numbers.</summary>
/// <param name="Class">The class.</param>
/// <param name="Waiting">In line now.</param>
/// <param name="Turns">Turns given since start.</param>
/// <param name="Refused">Put out of a full line since start.</param>
/// <param name="Expired">Whose deadline passed in line, since start.</param>
public readonly record struct HandshakeClassCounters(HandshakeClass Class, int Waiting, long Turns, long Refused, long Expired);
