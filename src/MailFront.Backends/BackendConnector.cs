using System.Globalization;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Dialects;
using MailFront.Backends.Health;
using MailFront.Backends.Opening;
using MailFront.Backends.Wire;
using MailFront.Protocol;
using MailFront.Transport.Deadlines;
using Microsoft.Extensions.Logging;

namespace MailFront.Backends;

/// <summary>
/// Opens a connection to a backend and logs in there for a user: connect, PROXY header, TLS, greeting, capabilities,
/// the client's identity and the login, all within the endpoint's one deadline. Every trouble is a typed failure and a
/// log line that names the backend. Thread-safe.
/// </summary>
public sealed class BackendConnector
{
    private readonly BackendOpener _opener;
    private readonly TimeProvider _time;
    private readonly BackendCapabilities _capabilities;
    private readonly BackendHealth _health;
    private readonly ILogger<BackendConnector> _logger;
    private readonly FailureLog _failureLog;

    /// <summary>Makes the process's connector.</summary>
    public BackendConnector(
        IBackendDialer dialer,
        DeadlineWheel wheel,
        TimeProvider time,
        BackendCapabilities capabilities,
        BackendHealth health,
        ILogger<BackendConnector> logger)
    {
        _opener = new BackendOpener(dialer, wheel, time);
        _time = time;
        _capabilities = capabilities;
        _health = health;
        _logger = logger;
        _failureLog = new FailureLog(logger, time);
    }

    /// <summary>Logs in at a backend. On failure nothing is left open.</summary>
    /// <param name="endpoint">The backend.</param>
    /// <param name="login">Who, for whom; its password stays the caller's.</param>
    /// <param name="cancellationToken">The client has left or the process stops: gives up with an <see cref="OperationCanceledException"/>.</param>
    public async ValueTask<BackendOpenOutcome> OpenAsync(BackendEndpoint endpoint, BackendLogin login, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(login);
        cancellationToken.ThrowIfCancellationRequested();
        if (FindUnfit(endpoint, login) is { } unfit)
        {
            return Fail(unfit, login);
        }

        var decision = _health.Ask(endpoint.Name, login.Protocol);
        if (decision.Advice == HealthAdvice.FailFast)
        {
            return Fail(FailFast(endpoint, decision), login);
        }

        var isReported = false;
        try
        {
            var started = _time.GetTimestamp();
            var opened = await _opener.OpenAsync(
                endpoint, login.Protocol, login.Client, dialogue => dialogue.LogInAsync(login), cancellationToken);
            isReported = true;
            ReportHealth(endpoint, login.Protocol, decision.Advice, opened.Failure);
            if (!opened.Succeeded)
            {
                return Fail(opened.Failure, login);
            }

            Log.LoggedIn(
                _logger,
                endpoint.Name,
                login.Protocol,
                LoggableText.From(login.User),
                (int)_time.GetElapsedTime(started).TotalMilliseconds,
                LoggableText.From(login.Client.SessionId));
            Remember(endpoint, login.Protocol, opened.Dialogue);
            var capabilities = opened.Dialogue.OfferedAfterLogin?.ToString() ?? string.Empty;
            return new BackendOpenOutcome(new BackendConnection(endpoint.Name, opened.Channel, capabilities, opened.Dialogue.StatusText), null);
        }
        finally
        {
            if (!isReported)
            {
                _health.Abandoned(endpoint.Name, login.Protocol, decision.Advice);
            }
        }
    }

    private static BackendFailure? FindUnfit(BackendEndpoint endpoint, BackendLogin login)
    {
        var why = login.User.Length == 0 ? "the user name is empty"
            : BackendText.HasControls(login.User) ? "the user name holds a control character"
            : login.Client.ProxyTtl <= 1 ? "the session has come through too many proxies: do they loop?"
            : null;
        return why is null ? null : new BackendFailure(endpoint.Name, BackendFailureKind.LoginRefused, BackendStep.Connect, why);
    }

    private static BackendFailure FailFast(BackendEndpoint endpoint, HealthDecision decision) =>
        new(
            endpoint.Name,
            BackendFailureKind.Unreachable,
            BackendStep.Connect,
            string.Create(
                CultureInfo.InvariantCulture,
                $"not tried: {decision.Failures} failures in a row for {(int)decision.FailingFor.TotalSeconds} s"));

    private BackendOpenOutcome Fail(BackendFailure failure, BackendLogin login)
    {
        if (failure.Kind == BackendFailureKind.WrongPassword)
        {
            // The session tells the log of a wrong password in the form that log readers know.
            Log.PasswordRefused(
                _logger, failure.Backend, login.Protocol, LoggableText.From(login.User), LoggableText.From(login.Client.SessionId));
        }
        else
        {
            _failureLog.Report(failure, login);
        }

        return new BackendOpenOutcome(null, failure);
    }

    private void ReportHealth(BackendEndpoint endpoint, MailProtocol protocol, HealthAdvice advice, BackendFailure? failure)
    {
        if (failure is { CountsAgainstHealth: true })
        {
            if (_health.Failed(endpoint.Name, protocol, advice))
            {
                Log.BackendDown(_logger, endpoint.Name, protocol);
            }
        }
        else if (failure is { IsOurOwn: true })
        {
            _health.Abandoned(endpoint.Name, protocol, advice);
        }
        else if (_health.Succeeded(endpoint.Name, protocol) is > 0 and var failures)
        {
            Log.BackendUp(_logger, endpoint.Name, protocol, failures);
        }
    }

    private void Remember(BackendEndpoint endpoint, MailProtocol protocol, IBackendDialogue dialogue)
    {
        _capabilities.RecordBeforeLogin(endpoint.Name, protocol, dialogue.Offered);
        if (dialogue.OfferedAfterLogin is { } after)
        {
            _capabilities.RecordAfterLogin(endpoint.Name, protocol, after);
        }
    }
}
