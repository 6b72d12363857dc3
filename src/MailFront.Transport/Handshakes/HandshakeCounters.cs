namespace MailFront.Transport.Handshakes;

/// <summary>A <see cref="HandshakeGate"/> in numbers.</summary>
/// <param name="Computing">Handshakes that compute now.</param>
/// <param name="Classes">By class.</param>
public sealed record HandshakeCounters(int Computing, IReadOnlyList<HandshakeClassCounters> Classes);
