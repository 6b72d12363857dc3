using System.Diagnostics.CodeAnalysis;
using MailFront.Backends;

namespace MailFront.Sessions.Login;

/// <summary>What a login attempt came to.</summary>
/// <param name="User">Canonical user name; what the client sent when it is no valid name.</param>
/// <param name="Backend">The logged-in backend connection; null when refused.</param>
/// <param name="Refusal">Why it was refused; meaningless on success.</param>
/// <param name="Detail">Words for the log.</param>
/// <param name="ResponseCode">Response code of the backend to pass on; null for the usual one.</param>
public readonly record struct LoginOutcome(string User, BackendConnection? Backend, LoginRefusal Refusal, string? Detail, string? ResponseCode)
{
    /// <summary>Where the time went.</summary>
    public LoginTimes Times { get; init; }

    /// <summary>True when the user is logged in at the backend.</summary>
    [MemberNotNullWhen(true, nameof(Backend))]
    public bool Succeeded => Backend is not null;

    /// <summary>True when the attempt counts against the connection.</summary>
    public bool IsFailure => !Succeeded && Refusal is LoginRefusal.WrongCredentials or LoginRefusal.NoMechanism;
}
