using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;
using MailFront.Protocol;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Policy;

/// <summary>
/// A client of weakforced and everything else that Dovecot's auth policy speaks to (auth/auth-policy.c). Reports are made of verdicts only: a login that
/// no checker could answer says nothing of the password, and would count as a failure there. Advice is asked for in classes, as checkers are: whoever is
/// known waits behind no flood, and a server that does not answer is left alone for a while.
/// </summary>
public sealed class HttpPolicyServer : IPolicyServer, IAsyncDisposable
{
    /// <summary>Most questions at once, as Dovecot (auth-policy.c: max_parallel_connections).</summary>
    public const int MaxAsked = 100;

    private static readonly TimeSpan _longestDelay = TimeSpan.FromSeconds(15);

    private static readonly LaneReading<PolicyAdvice> _reading = new(
        static advice => advice.Action switch
        {
            PolicyAction.Unavailable => CheckVerdict.Unavailable,
            PolicyAction.Refuse => CheckVerdict.Wrong,
            _ => CheckVerdict.Accepted,
        },
        PolicyAdvice.Unavailable);

    private readonly PolicyServerOptions _options;
    private readonly ILogger _logger;
    private readonly PolicyTransfer _transfer;
    private readonly PolicyReports _reports;
    private readonly LaneGroup<PolicyAdvice> _lanes;
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

        // Who has waited for half of the time a question may take is better answered without advice, or asked to come again.
        var bounds = new CheckerGroupOptions { Deadline = options.Deadline, LongestWait = options.Deadline / 2 };
        _lanes = new LaneGroup<PolicyAdvice>("policy server", Name, [(Name, MaxAsked)], _reading, bounds, time, logger);
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

    /// <summary>The line before the server in numbers.</summary>
    public GroupSnapshot TakeSnapshot() => _lanes.TakeSnapshot();

    /// <inheritdoc/>
    public async ValueTask<PolicyAdvice> AllowAsync(PasswordQuestion question, LoginClass loginClass, CancellationToken cancellationToken)
    {
        byte[] body = PolicyMessage.Allow(question, Hash(question));

        // A request that is under way goes on without a client that leaves: whether the server answers is worth knowing.
        LaneResult<PolicyAdvice> result = await _lanes.AskAsync((_, deadline) => AskAsync(body, deadline), loginClass, cancellationToken)
            .AsTask()
            .WaitAsync(cancellationToken);
        if (result.Status == LaneStatus.Answered)
        {
            return result.Answer.Action == PolicyAction.Unavailable ? Missing(result.Answer.Message ?? string.Empty) : result.Answer;
        }

        if (result.Endpoint is not null)
        {
            return Missing("no answer in time");
        }

        PolicyAdvice missing = Missing(PolicyAdvice.Busy.Message ?? string.Empty);
        return _options.OnlyLogs ? missing : PolicyAdvice.Busy;
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

    private async ValueTask<PolicyAdvice> AskAsync(byte[] body, CancellationToken deadline)
    {
        (byte[]? reply, string? problem) = await _transfer.PostAsync("allow", body, deadline);
        if (reply is null || PolicyReply.Parse(reply) is not { } answer)
        {
            return PolicyAdvice.Unavailable(problem ?? "the answer is no JSON object with a status");
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
