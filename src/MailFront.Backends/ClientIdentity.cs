using System.Net;

namespace MailFront.Backends;

/// <summary>What a backend may be told of the client behind a session.</summary>
/// <param name="Source">Address and port of the client; null behind a unix socket.</param>
/// <param name="Destination">Address and port the client connected to; null behind a unix socket.</param>
/// <param name="SessionId">Our session id, so that both logs can be joined.</param>
public sealed record ClientIdentity(IPEndPoint? Source, IPEndPoint? Destination, string SessionId);
