using MailFront.Authentication;
using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Names;
using MailFront.Backends;
using MailFront.Directory;
using MailFront.Protocol;

namespace MailFront.Sessions.Login;

/// <summary>From a credential to a logged-in backend: names, proof, permission, location, connection. Each step may refuse.</summary>
internal sealed class LoginAttempt
{
    private readonly SessionRooms _rooms;
    private readonly ClientConnection _connection;

    public LoginAttempt(SessionRooms rooms, ClientConnection connection)
    {
        _rooms = rooms;
        _connection = connection;
    }

    /// <summary>Runs the steps. The caller disposes the credential afterwards.</summary>
    public async ValueTask<LoginOutcome> RunAsync(Credential credential, CancellationToken cancellationToken)
    {
        var settings = _connection.Settings;
        var identity = new LoginNames(settings.UserNames, settings.Login.Admins).Resolve(credential.AuthenticationId, credential.AuthorizationId);
        if (!identity.IsName)
        {
            return Wrong(credential.AuthenticationId, credential.Detail ?? "invalid user");
        }

        _connection.AttemptedUser = identity.User;
        _connection.State = ConnectionState.Authenticating;

        // Asked for first: whether a user has a backend at all tells real logins from guesses.
        var located = await _rooms.Locator.LocateUserAsync(identity.ActsAs, cancellationToken);
        if (await ProveAsync(credential, identity.User, located, cancellationToken) is { } refused)
        {
            return refused;
        }

        // Not before the proof is right: else the time of the answer would tell who is an admin.
        if (!identity.MayAct)
        {
            return Wrong(identity.User, "not allowed to act as another user");
        }

        if (identity.IsProxied)
        {
            Log.ActsAs(_connection.Service.Logger, identity.User, identity.ActsAs, credential.Mechanism, _connection.SessionId);
        }

        return await ConnectAsync(identity, located, identity.IsProxied ? null : credential.Password, cancellationToken);
    }

    // Null when the client is who it says.
    private async ValueTask<LoginOutcome?> ProveAsync(Credential credential, string user, LocateOutcome located, CancellationToken cancellationToken)
    {
        switch (credential.Proof)
        {
            case CredentialProof.Proven:
                return null;
            case CredentialProof.Password when credential.Password is { } password:
                return await AskAsync(credential.Mechanism, user, password, located, cancellationToken);
            case CredentialProof.Unavailable:
                return new LoginOutcome(user, null, LoginRefusal.CheckerUnavailable, credential.Detail, null);
            default:
                return Wrong(user, credential.Detail ?? "authentication failure");
        }
    }

    private async ValueTask<LoginOutcome?> AskAsync(
        string mechanism, string user, Secret password, LocateOutcome located, CancellationToken cancellationToken)
    {
        var service = _connection.Service.Protocol == MailProtocol.Imap ? "imap" : "pop";
        var question = new PasswordQuestion(user, password, service, _connection.Source?.Address)
        {
            SourcePort = _connection.Source?.Port ?? 0,
            Destination = _connection.Destination,
            IsSecure = _connection.Channel.IsSecure,
            SessionId = _connection.SessionId,
            Mechanism = mechanism,
            Attempt = _connection.Failures + 1,
            HasLocation = located.Status != LocateStatus.NotFound,
        };
        var verdict = await _rooms.Gateway.AuthenticateAsync(question, cancellationToken);
        return verdict.Status switch
        {
            AuthenticationStatus.Accepted => null,
            AuthenticationStatus.WrongCredentials => Wrong(user, verdict.Detail ?? "checkpass failed"),
            _ => new LoginOutcome(user, null, LoginRefusal.CheckerUnavailable, $"{verdict.Checker}: {verdict.Detail}", null),
        };
    }

    private static LoginOutcome Wrong(string user, string detail) => new(user, null, LoginRefusal.WrongCredentials, detail, null);

    private static LoginOutcome Unavailable(string user, string detail, string? code = null) =>
        new(user, null, LoginRefusal.BackendUnavailable, detail, code);

    private async ValueTask<LoginOutcome> ConnectAsync(LoginIdentity identity, LocateOutcome located, Secret? password, CancellationToken cancellationToken)
    {
        var user = identity.ActsAs;
        _connection.State = ConnectionState.Connecting;
        if (located.Status != LocateStatus.Found)
        {
            return Unavailable(user, located.Status == LocateStatus.NotFound ? "no location for this user" : "the directory cannot be read");
        }

        var endpoint = _rooms.Backends.Resolve(located.Location.Server);
        if (endpoint is null)
        {
            return Unavailable(user, $"no backend is configured for {located.Location.Server}");
        }

        var login = new BackendLogin(_connection.Service.Protocol, identity.BackendName(_connection.Service.Protocol), _connection.Identity, password);
        var opened = await _rooms.Connector.OpenAsync(endpoint, login, cancellationToken);
        if (opened.Succeeded)
        {
            return new LoginOutcome(user, opened.Connection, default, null, null);
        }

        var failure = opened.Failure;
        if (failure.Kind == BackendFailureKind.WrongPassword)
        {
            // The checkers said yes, or had: what they said is not to be believed any longer.
            _rooms.Gateway.Forget(user);
        }

        return failure.Kind == BackendFailureKind.WrongPassword
            ? Wrong(user, "the backend refused the password")
            : Unavailable(user, $"backend {failure.Backend}: {failure.Kind} at {failure.Step}: {failure.Detail}", failure.ResponseCode);
    }
}
