using System.Net;

namespace MailFront.Transport.Listening;

/// <summary>
/// Asked right after accept, before anything is allocated for the connection. Must not block, wait or throw.
/// </summary>
/// <param name="remote">Address of the client; null for an unnamed unix socket.</param>
/// <returns>True to serve it; false resets the connection.</returns>
public delegate bool AcceptFilter(EndPoint? remote);
