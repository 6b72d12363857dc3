using MailFront.Authentication.Checkers;
using MailFront.Defence.Login;
using MailFront.Protocol;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Lanes;

/// <summary>
/// What a word of <c>sasl_pwcheck_method</c> becomes: one queue before one or more equal checkers, and the only way to them.
/// </summary>
public sealed class CheckerGroup : ICheckerGroup
{
    private static readonly LaneReading<CheckOutcome> _reading =
        new(static answer => answer.Verdict, static why => new CheckOutcome(CheckVerdict.Unavailable, why));

    private readonly CheckerEndpoint[] _endpoints;
    private readonly CheckerGroupOptions _options;
    private readonly LaneGroup<CheckOutcome> _lanes;

    /// <summary>A group named <paramref name="name"/> over 1 to 64 <paramref name="endpoints"/>.</summary>
    public CheckerGroup(
        string name, IEnumerable<CheckerEndpoint> endpoints, CheckerGroupOptions options, TimeProvider time, ILogger<CheckerGroup> logger)
    {
        _endpoints = [.. endpoints];
        _options = options;
        _lanes = new LaneGroup<CheckOutcome>(
            "checker", name, [.. _endpoints.Select(static endpoint => (endpoint.Name, endpoint.Limit))], _reading, options, time, logger);
    }

    /// <summary>A group over one checker, which gives it its name.</summary>
    public CheckerGroup(IPasswordChecker checker, int limit, CheckerGroupOptions options, TimeProvider time, ILogger<CheckerGroup> logger)
        : this(checker.Name, [new CheckerEndpoint(checker.Name, checker, limit)], options, time, logger)
    {
    }

    /// <inheritdoc/>
    public string Name => _lanes.Name;

    /// <summary>Longest time <see cref="AskAsync"/> takes: as long in line as with a checker.</summary>
    public TimeSpan Deadline => 2 * _options.Deadline;

    /// <summary>Questions the endpoints think about now. Includes those given up which they have not yet let go of.</summary>
    public int Running => _lanes.Running;

    /// <summary>Questions in line now.</summary>
    public int Waiting => _lanes.Waiting;

    /// <summary>
    /// How long somebody waits in line now, as a share of the deadline: 0 nobody, 1 until it passes. Suspects do not count: they wait by design.
    /// </summary>
    public double WaitShare => _lanes.WaitShare;

    /// <summary>All numbers, as one consistent picture.</summary>
    public GroupSnapshot TakeSnapshot() => _lanes.TakeSnapshot();

    /// <inheritdoc/>
    public async ValueTask<LaneOutcome> AskAsync(PasswordQuestion question, LoginClass loginClass, CancellationToken cancellationToken)
    {
        LaneResult<CheckOutcome> result =
            await _lanes.AskAsync((endpoint, deadline) => CheckAsync(question, endpoint, deadline), loginClass, cancellationToken);
        return new LaneOutcome(result.Status, result.Answer, result.Waited, result.Ran, result.Endpoint);
    }

    private async ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, int endpoint, CancellationToken deadline)
    {
        // The asker wipes its secret at the deadline, while a checker that does not heed it may still be about to read: an LDAP bind with an empty
        // password succeeds.
        using var password = new Secret(question.Password.Bytes);
        return await _endpoints[endpoint].Checker.CheckAsync(question with { Password = password }, deadline);
    }
}
