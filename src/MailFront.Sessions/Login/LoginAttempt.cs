using MailFront.Authentication;
using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Names;
using MailFront.Backends;
using MailFront.Defence;
using MailFront.Directory;
using MailFront.Protocol;

namespace MailFront.Sessions.Login;

/// <summary>From a credential to a logged-in backend: names, proof, permission, location, connection. Each step may refuse.</summary>
internal sealed class LoginAttempt
{
    private readonly SessionRooms _rooms;
    private readonly ClientConnection _connection;
    private LoginTimes _times;

    // Under this name the gateway remembers answers, whoever is served.
    private string _asked = string.Empty;

    public LoginAttempt(SessionRooms rooms, ClientConnection connection)
    {
        _rooms = rooms;
        _connection = connection;
    }

    /// <summary>Runs the steps. The caller disposes the credential afterwards.</summary>
    public async ValueTask<LoginOutcome> RunAsync(Credential credential, CancellationToken cancellationToken) =>
        await DecideAsync(credential, cancellationToken) with { Times = _times };

    private async ValueTask<LoginOutcome> DecideAsync(Credential credential, CancellationToken cancellationToken)
    {
        var settings = _connection.Settings;
        var names = new LoginNames(settings.UserNames, settings.Login.Admins);
        var identity = names.Resolve(credential.AuthenticationId, credential.AuthorizationId);
        if (!identity.IsName)
        {
            return Wrong(credential.AuthenticationId, credential.Detail ?? "invalid user");
        }

        if (ListedAs(identity.User) is { } listed)
        {
            // Evidence like any other failure; but no checker is asked, and none of its time tells the two apart: the answer waits for its schedule.
            _rooms.Gateway.ObserveFailed(identity.User, _connection.Source?.Address, hasLocation: true);
            return Wrong(identity.User, listed);
        }

        _asked = identity.User;
        _connection.AttemptedUser = identity.User;
        _connection.State = ConnectionState.Authenticating;

        // Asked for first: whether a user has a backend at all tells real logins from guesses.
        var located = await LocateAsync(identity.ActsAs, cancellationToken);
        var proof = await ProveAsync(credential, identity, hasLocation: identity.MayAct && located.Status != LocateStatus.NotFound, cancellationToken);
        if (proof.Refused is { } refused)
        {
            return refused;
        }

        // Banned while the checkers were asked.
        if (ListedAs(identity.User) is { } meanwhile)
        {
            return Wrong(identity.User, meanwhile);
        }

        // Not before the proof is right: else the time of the answer would tell who is an admin.
        if (!identity.MayAct)
        {
            return Wrong(identity.User, "not allowed to act as another user");
        }

        if (identity.IsProxied)
        {
            Log.ActsAs(_connection.Service.Logger, identity.User, identity.ActsAs, credential.Mechanism, _connection.SessionId);
            return await ConnectAsync(identity, located, server: null, password: null, cancellationToken);
        }

        if (proof.User is { } served)
        {
            var named = names.Resolve(served, string.Empty);
            if (!named.IsName)
            {
                return Unavailable(credential.AuthenticationId, "a checker names a user that is no user name");
            }

            // Many only echo the name, and the detail that was cut from it is still wanted.
            if (named.ActsAs != identity.ActsAs)
            {
                if (ListedAs(named.User) is { } listedName)
                {
                    return Wrong(named.User, listedName);
                }

                identity = named;
                located = await LocateAsync(identity.ActsAs, cancellationToken);
            }
        }

        return await ConnectAsync(identity, located, proof.Server, credential.Password, cancellationToken);
    }

    // What the log says of a user whom a list keeps out; null for everybody else.
    private string? ListedAs(string user)
    {
        var facts = new ClientFacts { User = user, Source = _connection.Source?.Address, Now = _rooms.Time.GetElapsedTime(0) };
        var verdict = _rooms.Defence.Decide(Checkpoint.User, facts);
        return verdict.Action == VerdictAction.Proceed ? null : verdict.Reason == VerdictReason.Banned ? "user is banned" : "user is denied";
    }

    private async ValueTask<LocateOutcome> LocateAsync(string user, CancellationToken cancellationToken)
    {
        var asked = _rooms.Time.GetTimestamp();
        var located = await _rooms.Locator.LocateUserAsync(user, cancellationToken);
        _times = _times with { Directory = _times.Directory + _rooms.Time.GetElapsedTime(asked) };
        return located;
    }

    private async ValueTask<LoginProof> ProveAsync(Credential credential, LoginIdentity identity, bool hasLocation, CancellationToken cancellationToken)
    {
        var source = _connection.Source?.Address;
        switch (credential.Proof)
        {
            case CredentialProof.Proven:
                _rooms.Gateway.ObserveProven(identity.User, source);
                return LoginProof.Given;
            case CredentialProof.Password when credential.Password is { } password:
                return await AskAsync(credential.Mechanism, identity.User, password, hasLocation, cancellationToken);
            case CredentialProof.Unavailable:
                return LoginProof.Not(new LoginOutcome(identity.User, null, LoginRefusal.CheckerUnavailable, credential.Detail, null));
            default:
                _rooms.Gateway.ObserveFailed(identity.User, source, hasLocation);
                return LoginProof.Not(Wrong(identity.User, credential.Detail ?? "authentication failure"));
        }
    }

    private async ValueTask<LoginProof> AskAsync(string mechanism, string user, Secret password, bool hasLocation, CancellationToken cancellationToken)
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
            HasLocation = hasLocation,
        };
        var asked = _rooms.Time.GetTimestamp();
        var verdict = await _rooms.Gateway.AuthenticateAsync(question, cancellationToken);
        _times = LoginTimes.Of(verdict, _rooms.Time.GetElapsedTime(asked)) with { Directory = _times.Directory };
        return verdict.Status switch
        {
            AuthenticationStatus.Accepted => new LoginProof(null, verdict.User, verdict.Location),
            AuthenticationStatus.WrongCredentials => LoginProof.Not(Wrong(user, verdict.Detail ?? "checkpass failed")),
            _ => LoginProof.Not(new LoginOutcome(user, null, LoginRefusal.CheckerUnavailable, $"{verdict.Checker}: {verdict.Detail}", null)),
        };
    }

    private static LoginOutcome Wrong(string user, string detail) => new(user, null, LoginRefusal.WrongCredentials, detail, null);

    private static LoginOutcome Unavailable(string user, string detail, string? code = null) =>
        new(user, null, LoginRefusal.BackendUnavailable, detail, code);

    private async ValueTask<LoginOutcome> ConnectAsync(
        LoginIdentity identity, LocateOutcome located, string? server, Secret? password, CancellationToken cancellationToken)
    {
        var user = identity.ActsAs;
        _connection.State = ConnectionState.Connecting;
        if (server is null && located.Status != LocateStatus.Found)
        {
            return Unavailable(user, located.Status == LocateStatus.NotFound ? "no location for this user" : "the directory cannot be read");
        }

        server ??= located.Location.Server;
        var endpoint = _rooms.Backends.Resolve(server);
        if (endpoint is null)
        {
            return Unavailable(user, $"no backend is configured for {server}");
        }

        var login = new BackendLogin(_connection.Service.Protocol, identity.BackendName(_connection.Service.Protocol), _connection.Identity, password);
        var asked = _rooms.Time.GetTimestamp();
        var opened = await _rooms.Connector.OpenAsync(endpoint, login, cancellationToken);
        _times = _times with { Backend = _rooms.Time.GetElapsedTime(asked) };
        if (opened.Succeeded)
        {
            return new LoginOutcome(user, opened.Connection, default, null, null);
        }

        var failure = opened.Failure;
        if (failure.Kind == BackendFailureKind.WrongPassword)
        {
            // The checkers said yes, or had: what they said is not to be believed any longer.
            _rooms.Gateway.Forget(_asked);
        }

        return failure.Kind == BackendFailureKind.WrongPassword
            ? Wrong(user, "the backend refused the password")
            : Unavailable(user, $"backend {failure.Backend}: {failure.Kind} at {failure.Step}: {failure.Detail}", failure.ResponseCode);
    }
}
