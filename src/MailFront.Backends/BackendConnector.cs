using System.Globalization;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Dialects;
using MailFront.Backends.Health;
using MailFront.Backends.Opening;
using MailFront.Backends.Pacing;
using MailFront.Backends.Wire;
using MailFront.Protocol;
using MailFront.Transport.Deadlines;
using Microsoft.Extensions.Logging;

namespace MailFront.Backends;

/// <summary>
/// Opens a connection to a backend and logs in there for a user: its turn, then connect, PROXY header, TLS, greeting, capabilities,
/// the client's identity and the login, all but the first within the endpoint's one deadline. Every trouble is a typed failure and a
/// log line that names the backend. Thread-safe.
/// </summary>
public sealed class BackendConnector
{
    private readonly BackendOpener _opener;
    private readonly TimeProvider _time;
    private readonly BackendCapabilities _capabilities;
    private readonly BackendHealth _health;
    private readonly BackendPacing _pacing;
    private readonly ILogger<BackendConnector> _logger;
    private readonly FailureLog _failureLog;

    /// <summary>Makes the process's connector.</summary>
    public BackendConnector(
        IBackendDialer dialer,
        DeadlineWheel wheel,
        TimeProvider time,
        BackendCapabilities capabilities,
        BackendHealth health,
        ILogger<BackendConnector> logger,
        BackendPacing? pacing = null)
    {
        _opener = new BackendOpener(dialer, wheel, time);
        _time = time;
        _capabilities = capabilities;
        _health = health;
        _pacing = pacing ?? new BackendPacing(new BackendPacingOptions(), time);
        _logger = logger;
        _failureLog = new FailureLog(logger, time);
    }

    /// <summary>What each backend may be given.</summary>
    internal BackendPacing Pacing => _pacing;

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
        if (decision.Advice == HealthAdvice.FailFast && !_pacing.IsWorthWaiting(endpoint.Name))
        {
            return FailFast(endpoint, login, decision);
        }

        var pass = await _pacing.EnterAsync(
            endpoint, login, decision.Advice == HealthAdvice.Probe, decision.Advice == HealthAdvice.Proceed, cancellationToken);
        if (pass.Refusal is { } refusal)
        {
            return Fail(new BackendFailure(endpoint.Name, BackendFailureKind.Crowded, BackendStep.Hold, refusal), login) with { Held = pass.Held };
        }

        BackendFailure? failure = null;
        var isKnown = false;
        try
        {
            if (pass.HasWaited)
            {
                decision = _health.Ask(endpoint.Name, login.Protocol);
                if (decision.Advice == HealthAdvice.FailFast)
                {
                    return FailFast(endpoint, login, decision) with { Held = pass.Held };
                }
            }

            var opened = await LogInAsync(endpoint, login, decision.Advice, cancellationToken);
            failure = opened.Failure;
            isKnown = true;
            return opened with { Held = pass.Held };
        }
        finally
        {
            _pacing.Ended(pass, login.Protocol, failure, isKnown);
        }
    }

    private async ValueTask<BackendOpenOutcome> LogInAsync(
        BackendEndpoint endpoint, BackendLogin login, HealthAdvice advice, CancellationToken cancellationToken)
    {
        var isReported = false;
        try
        {
            var started = _time.GetTimestamp();
            var opened = await _opener.OpenAsync(
                endpoint, login.Protocol, login.Client, dialogue => dialogue.LogInAsync(login), cancellationToken);
            isReported = true;
            ReportHealth(endpoint, login.Protocol, advice, opened.Failure);
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
            return new BackendOpenOutcome(new BackendConnection(endpoint.Name, opened.Channel, capabilities, opened.Dialogue.StatusText) { Pacing = _pacing }, null);
        }
        finally
        {
            if (!isReported)
            {
                _health.Abandoned(endpoint.Name, login.Protocol, advice);
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

    private BackendOpenOutcome FailFast(BackendEndpoint endpoint, BackendLogin login, HealthDecision decision)
    {
        _pacing.CountRefused(endpoint.Name);
        var why = string.Create(CultureInfo.InvariantCulture, $"not tried: {decision.Failures} failures in a row for {(int)decision.FailingFor.TotalSeconds} s");
        return Fail(new BackendFailure(endpoint.Name, BackendFailureKind.Unreachable, BackendStep.Connect, why), login);
    }

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
                _pacing.WentDown(endpoint.Name, protocol);
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
