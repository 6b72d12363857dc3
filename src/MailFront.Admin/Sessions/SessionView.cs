using System.Net;
using MailFront.Defence;

namespace MailFront.Admin.Sessions;

/// <summary>One open connection; the fields are those of rules.</summary>
/// <param name="Id">Session id, as in the log.</param>
/// <param name="Protocol"><c>imap</c> or <c>pop3</c>.</param>
/// <param name="Service">Service of cyrus.conf.</param>
/// <param name="Source">Address of the client; left out behind a unix socket.</param>
/// <param name="State">Phase.</param>
/// <param name="Age">Seconds since accept.</param>
/// <param name="InState">Seconds since the phase began.</param>
/// <param name="Attempts">Credentials offered.</param>
/// <param name="Failures">Wrong ones.</param>
/// <param name="BytesIn">Octets received from the client.</param>
/// <param name="BytesOut">Octets sent to it.</param>
/// <param name="Tls">Whether TLS is on.</param>
/// <param name="Class">Class of the last attempt; left out before the first.</param>
/// <param name="Score">Who goes first when there is no room.</param>
/// <param name="User">Who is logged in or tried last; left out before the first attempt.</param>
internal sealed record SessionView(
    string Id,
    string Protocol,
    string Service,
    string? Source,
    string State,
    double Age,
    double InState,
    int Attempts,
    int Failures,
    long BytesIn,
    long BytesOut,
    bool Tls,
    string? Class,
    int Score,
    string? User)
{
    // Milliseconds: rules count in them.
    private const int Digits = 3;

    /// <summary>The row as it is shown.</summary>
    public static SessionView Of(in ConnectionRow row) => new(
        row.Id,
        row.Protocol,
        row.Service,
        Plain(row.Source)?.ToString(),
        row.State.ToString().ToLowerInvariant(),
        Math.Round(row.Age.TotalSeconds, Digits),
        Math.Round(row.InState.TotalSeconds, Digits),
        row.Attempts,
        row.Failures,
        row.BytesIn,
        row.BytesOut,
        row.IsSecure,
        row.Class?.ToString().ToLowerInvariant(),
        row.Score,
        row.User);

    /// <summary>An IPv4 address in its own form, even where a dual-stack socket has told it.</summary>
    public static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
