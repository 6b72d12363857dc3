using MailFront.Authentication;
using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Names;
using MailFront.Backends;
using MailFront.Defence;
using MailFront.Defence.Lists;
using MailFront.Directory;
using MailFront.Protocol;

namespace MailFront.Sessions.Login;

/// <summary>From a credential to a logged-in backend: names, proof, permission, location, connection. Each step may refuse.</summary>
internal sealed class LoginAttempt
{
    // Of the time until the login must be through, what is kept from waiting: for the backend's own answer, and for ours.
    private static readonly TimeSpan _timeToAnswer = TimeSpan.FromSeconds(5);

    private readonly SessionRooms _rooms;
    private readonly ClientConnection _connection;
    private readonly string? _device;
    private LoginTimes _times;

    // Under this name the gateway remembers answers, whoever is served.
    private string _asked = string.Empty;

    /// <param name="rooms">Whom to ask.</param>
    /// <param name="connection">For which connection.</param>
    /// <param name="device">What the client said of itself, made safe; null when it said nothing.</param>
    public LoginAttempt(SessionRooms rooms, ClientConnection connection, string? device)
    {
        _rooms = rooms;
        _connection = connection;
        _device = device;
    }

    /// <summary>Runs the steps. The caller disposes the credential afterwards.</summary>
    public async ValueTask<LoginOutcome> RunAsync(Credential credential, CancellationToken cancellationToken) =>
        await DecideAsync(credential, cancellationToken) with { Times = _times };

    /// <summary>Takes note of a credential that a mechanism has refused and whose client has left. Asks nobody. The caller disposes the credential.</summary>
    public LoginOutcome TakeNote(Credential refused)
    {
        var names = new LoginNames(_connection.Settings.UserNames, _connection.Settings.Login.Admins);
        var identity = names.Resolve(refused.AuthenticationId, refused.AuthorizationId);
        if (identity.IsName)
        {
            _rooms.Gateway.NoteRefused(QuestionOf(refused, identity.User, hasLocation: true));
        }

        return Wrong(identity.IsName ? identity.User : refused.AuthenticationId, refused.Detail ?? "authentication failure");
    }

    private async ValueTask<LoginOutcome> DecideAsync(Credential credential, CancellationToken cancellationToken)
    {
        _times = new LoginTimes { Sasl = credential.Took };
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
            _rooms.Gateway.NoteRefused(QuestionOf(credential, identity.User, hasLocation: true));
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
        var now = _rooms.Time.GetElapsedTime(0);
        if (_rooms.Defence.Lists.LookForUser(user, now) == ListFinding.None)
        {
            // Nearly always: nothing to decide, and no record for it.
            return null;
        }

        var verdict = _rooms.Defence.Decide(Checkpoint.User, new ClientFacts
        {
            User = user,
            Source = _connection.Source?.Address,
            Session = _connection.SessionId,
            Service = _connection.Service.Name,
            Now = now,
        });
        _rooms.Rules.Withheld.Note(verdict, _connection.Source);
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
        switch (credential.Proof)
        {
            case CredentialProof.Proven:
                return await AskAsync(QuestionOf(credential, identity.User, hasLocation), _rooms.Gateway.AdmitAsync, cancellationToken);
            case CredentialProof.Password when credential.Password is not null:
                return await AskAsync(QuestionOf(credential, identity.User, hasLocation), _rooms.Gateway.AuthenticateAsync, cancellationToken);
            case CredentialProof.Unavailable:
                return LoginProof.Not(new LoginOutcome(identity.User, null, LoginRefusal.CheckerUnavailable, credential.Detail, null));
            default:
                _rooms.Gateway.NoteRefused(QuestionOf(credential, identity.User, hasLocation));
                return LoginProof.Not(Wrong(identity.User, credential.Detail ?? "authentication failure"));
        }
    }

    private PasswordQuestion QuestionOf(Credential credential, string user, bool hasLocation)
    {
        var service = _connection.Service.Protocol == MailProtocol.Imap ? "imap" : "pop";
        return new PasswordQuestion(user, credential.Password ?? new Secret([]), service, _connection.Source?.Address)
        {
            SourcePort = _connection.Source?.Port ?? 0,
            Destination = _connection.Destination,
            IsSecure = _connection.Channel.IsSecure,
            SessionId = _connection.SessionId,
            Mechanism = credential.Mechanism,
            Device = _device,
            Attempt = _connection.Failures + 1,
            HasLocation = hasLocation,
            AnsweredLate = LoginLog.LateAnswer(_connection, credential.Mechanism, user),
            RuledClass = _rooms.Rules.ClassFor(_connection),
        };
    }

    private async ValueTask<LoginProof> AskAsync(
        PasswordQuestion question, Func<PasswordQuestion, CancellationToken, ValueTask<AuthenticationOutcome>> ask, CancellationToken cancellationToken)
    {
        var asked = _rooms.Time.GetTimestamp();
        var verdict = await ask(question, cancellationToken);
        _times = LoginTimes.Of(verdict, _rooms.Time.GetElapsedTime(asked)) with { Directory = _times.Directory, Sasl = _times.Sasl };
        return verdict.Status switch
        {
            AuthenticationStatus.Accepted => new LoginProof(null, verdict.User, verdict.Location),
            AuthenticationStatus.WrongCredentials => LoginProof.Not(Wrong(question.User, verdict.Detail ?? "checkpass failed")),
            _ => LoginProof.Not(new LoginOutcome(question.User, null, LoginRefusal.CheckerUnavailable, $"{verdict.Checker}: {verdict.Detail}", null)),
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

        if (Enter(user) is { } full)
        {
            return full;
        }

        var settings = _connection.Settings.Login;
        var login = new BackendLogin(_connection.Service.Protocol, identity.BackendName(_connection.Service.Protocol), _connection.Identity, password)
        {
            Class = _times.Class,
            TimeLeft = settings.LoginDeadline - _connection.Age - _timeToAnswer,
        };
        var asked = _rooms.Time.GetTimestamp();
        var opened = await _rooms.Connector.OpenAsync(endpoint, login, cancellationToken);
        _times = _times with { Held = opened.Held, Backend = _rooms.Time.GetElapsedTime(asked) - opened.Held };
        if (opened.Succeeded)
        {
            return new LoginOutcome(user, opened.Connection, default, null, null);
        }

        _connection.Lease?.Dispose();
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

    // Before the backend is asked: who may not stay must not cost it a login.
    private LoginOutcome? Enter(string user)
    {
        var caps = _connection.Settings.Login.Sessions;
        var entry = _rooms.Sessions.TryEnter(user, _connection.Source?.Address, caps);
        _connection.Lease = entry.Lease;
        return entry.Lease is not null ? null : new LoginOutcome(
            user,
            null,
            LoginRefusal.TooManySessions,
            $"Too many open connections ({entry.OfHost} of {caps.PerHost} from its address, {entry.OfUser} of {caps.PerUser} for the user; 0 is no cap)",
            null);
    }
}
