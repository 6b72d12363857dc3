using System.Net;
using MailFront.Defence.Login;

namespace MailFront.Defence;

/// <summary>One open connection as rules, lists and explanations see it: only values, taken at one moment.</summary>
public readonly record struct ConnectionRow
{
    /// <summary>Session id, as in the log.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the service in cyrus.conf.</summary>
    public required string Service { get; init; }

    /// <summary><c>imap</c> or <c>pop3</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>Address of the client; null behind a unix socket.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>The present phase.</summary>
    public ConnectionState State { get; init; }

    /// <summary>Since accept.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>Since the present phase began.</summary>
    public TimeSpan InState { get; init; }

    /// <summary>Credentials offered so far.</summary>
    public int Attempts { get; init; }

    /// <summary>Of these, wrong ones.</summary>
    public int Failures { get; init; }

    /// <summary>Bytes received from the client, TLS included.</summary>
    public long BytesIn { get; init; }

    /// <summary>Bytes sent to the client, TLS included.</summary>
    public long BytesOut { get; init; }

    /// <summary>Whether TLS is on.</summary>
    public bool IsSecure { get; init; }

    /// <summary>Class of the last login attempt; null before the first.</summary>
    public LoginClass? Class { get; init; }

    /// <summary>Who goes first when there is no room: 0 for nobody soon, 63 for the first.</summary>
    public int Score { get; init; }

    /// <summary>The user who is logged in; before login the name last tried; null before the first attempt.</summary>
    public string? User { get; init; }

    /// <summary>Whether the client has not logged in yet.</summary>
    public bool IsPreLogin => State < ConnectionState.Relaying;
}
