using System.Text;
using MailFront.Authentication;
using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Names;
using MailFront.Backends;
using MailFront.Directory;
using MailFront.Protocol;

namespace MailFront.Sessions.Login;

/// <summary>From a credential to a logged-in backend: canonical name, verdict, location, connection. Each step may refuse.</summary>
internal sealed class LoginAttempt
{
    private readonly SessionRooms _rooms;
    private readonly ClientConnection _connection;
    private LoginTimes _times;

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
        var name = Canonicalise(credential.AuthenticationId);
        if (!name.IsAccepted)
        {
            return Wrong(credential.AuthenticationId, "invalid user");
        }

        // Acting as another user is for admins only, who log in at the backends themselves for now.
        if (credential.AuthorizationId.Length > 0 && Canonicalise(credential.AuthorizationId) != name)
        {
            return Wrong(name.Name, "not allowed to act as another user");
        }

        _connection.AttemptedUser = name.Name;
        _connection.State = ConnectionState.Authenticating;
        var service = _connection.Service.Protocol == MailProtocol.Imap ? "imap" : "pop";
        var question = new PasswordQuestion(name.Name, credential.Password, service, _connection.Source?.Address);
        var asked = _rooms.Time.GetTimestamp();
        var verdict = await _rooms.Gateway.AuthenticateAsync(question, cancellationToken);
        _times = LoginTimes.Of(verdict, _rooms.Time.GetElapsedTime(asked));
        return verdict.Status switch
        {
            AuthenticationStatus.Accepted => await ConnectAsync(name.Name, credential.Password, cancellationToken),
            AuthenticationStatus.WrongCredentials => Wrong(name.Name, verdict.Detail ?? "checkpass failed"),
            _ => new LoginOutcome(name.Name, null, LoginRefusal.CheckerUnavailable, $"{verdict.Checker}: {verdict.Detail}", null),
        };
    }

    private UserNameOutcome Canonicalise(string name) => _connection.Settings.UserNames.Canonicalise(Encoding.UTF8.GetBytes(name));

    private static LoginOutcome Wrong(string user, string detail) => new(user, null, LoginRefusal.WrongCredentials, detail, null);

    private static LoginOutcome Unavailable(string user, string detail, string? code = null) =>
        new(user, null, LoginRefusal.BackendUnavailable, detail, code);

    private async ValueTask<LoginOutcome> ConnectAsync(string user, Secret password, CancellationToken cancellationToken)
    {
        _connection.State = ConnectionState.Connecting;
        var asked = _rooms.Time.GetTimestamp();
        var located = await _rooms.Locator.LocateUserAsync(user, cancellationToken);
        _times = _times with { Directory = _rooms.Time.GetElapsedTime(asked) };
        if (located.Status != LocateStatus.Found)
        {
            return Unavailable(user, located.Status == LocateStatus.NotFound ? "no location for this user" : "the directory cannot be read");
        }

        var endpoint = _rooms.Backends.Resolve(located.Location.Server);
        if (endpoint is null)
        {
            return Unavailable(user, $"no backend is configured for {located.Location.Server}");
        }

        var login = new BackendLogin(_connection.Service.Protocol, user, _connection.Identity, password);
        asked = _rooms.Time.GetTimestamp();
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
            _rooms.Gateway.Forget(user);
        }

        return failure.Kind == BackendFailureKind.WrongPassword
            ? Wrong(user, "the backend refused the password")
            : Unavailable(user, $"backend {failure.Backend}: {failure.Kind} at {failure.Step}: {failure.Detail}", failure.ResponseCode);
    }
}
