using MailFront.Protocol;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Policy;

/// <summary>
/// A client of weakforced and everything else that Dovecot's auth policy speaks to (auth/auth-policy.c). Reports are made of verdicts only: a login that
/// no checker could answer says nothing of the password, and would count as a failure there.
/// </summary>
public sealed class HttpPolicyServer : IPolicyServer, IAsyncDisposable
{
    private static readonly TimeSpan _longestDelay = TimeSpan.FromSeconds(15);

    private readonly PolicyServerOptions _options;
    private readonly ILogger _logger;
    private readonly PolicyTransfer _transfer;
    private readonly PolicyReports _reports;
    private readonly RareEvent _missing;
    private long _missed;

    /// <summary>A client; it connects when it is first asked.</summary>
    public HttpPolicyServer(PolicyServerOptions options, TimeProvider time, ILogger<HttpPolicyServer> logger)
    {
        _options = options;
        _logger = logger;
        Name = new Uri(options.Url).Authority;
        _transfer = new PolicyTransfer(options, time);
        _reports = new PolicyReports(_transfer, Name, time, logger);
        _missing = new RareEvent(time);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool IsRequired => _options.IsRequired && !_options.OnlyLogs;

    /// <inheritdoc/>
    public bool AsksAboutVerified => _options.AsksAboutVerified && !_options.OnlyLogs;

    /// <summary>Logins that got no advice since the start.</summary>
    public long Missed => Interlocked.Read(ref _missed);

    /// <summary>Reports that found no room in the queue since the start.</summary>
    public long DroppedReports => _reports.Dropped;

    /// <summary>Reports that the server did not take since the start.</summary>
    public long FailedReports => _reports.Failed;

    /// <inheritdoc/>
    public async ValueTask<PolicyAdvice> AllowAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        byte[] body = PolicyMessage.Allow(question, Hash(question));
        (byte[]? reply, string? problem) = await _transfer.PostAsync("allow", body, cancellationToken);
        if (reply is null || PolicyReply.Parse(reply) is not { } answer)
        {
            return Missing(problem ?? "the answer is no JSON object with a status");
        }

        string? message = answer.Message is null ? null : LoggableText.From(answer.Message).ToString();
        if (_options.OnlyLogs && answer.Status != 0)
        {
            Log.PolicyOnlyLogged(_logger, Name, answer.Status < 0 ? "refuse" : "delay", answer.Status);
        }

        return answer.Status switch
        {
            0 => PolicyAdvice.Proceed,
            _ when _options.OnlyLogs => PolicyAdvice.Proceed,
            < 0 => PolicyAdvice.Refuse(message),
            _ => PolicyAdvice.Wait(TimeSpan.FromSeconds(Math.Min(answer.Status, _longestDelay.TotalSeconds)), message),
        };
    }

    /// <inheritdoc/>
    public void Report(PasswordQuestion question, in AuthenticationOutcome outcome)
    {
        if (outcome.Status is AuthenticationStatus.Accepted or AuthenticationStatus.WrongCredentials)
        {
            bool isAccepted = outcome.Status == AuthenticationStatus.Accepted;
            bool isPolicyReject = !isAccepted && outcome.IsPolicyRefusal;
            _reports.Add(PolicyMessage.Report(question, Hash(question), isAccepted, isPolicyReject));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _reports.DisposeAsync();
        _transfer.Dispose();
    }

    private string Hash(PasswordQuestion question) => PolicyHash.Of(_options.Nonce, question.User, question.Password.Bytes, _options.HashBits);

    private PolicyAdvice Missing(string reason)
    {
        long missed = Interlocked.Increment(ref _missed);
        if (_missing.IsDue())
        {
            Log.PolicyUnavailable(_logger, Name, reason, missed);
        }

        return PolicyAdvice.Unavailable(reason);
    }
}
