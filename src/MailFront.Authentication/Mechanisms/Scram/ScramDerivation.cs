using MailFront.Authentication.Checkers;
using MailFront.Authentication.Hashing;
using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Mechanisms.Scram;

/// <summary>
/// Makes keys of passwords that are stored as they are, on hashing threads and in the order of classes: 4,096 rounds for each exchange of a flood would
/// otherwise hold up the threads of all connections. Made anew each time on purpose: keys that were kept would tell by their speed who logs in here.
/// </summary>
public sealed class ScramDerivation
{
    // As for checkers: mail clients give up after 10 to 60 s.
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(10);

    private static readonly LaneReading<Derived> _reading =
        new(static derived => derived.Keys is null ? CheckVerdict.Unavailable : CheckVerdict.Accepted, static _ => default);

    private readonly HashingThreads _threads;
    private readonly LaneGroup<Derived> _lanes;

    /// <summary>A line before <paramref name="threads"/>, which others may use too.</summary>
    public ScramDerivation(HashingThreads threads, TimeProvider time, ILogger<ScramDerivation> logger)
    {
        _threads = threads;
        _lanes = new LaneGroup<Derived>(
            "mechanism", "scram", [("derivation", threads.Count)], _reading, new CheckerGroupOptions { Deadline = _deadline }, time, logger);
    }

    /// <summary>The line in numbers.</summary>
    public GroupSnapshot TakeSnapshot() => _lanes.TakeSnapshot();

    /// <summary>The keys of <paramref name="password"/>; null when too many wait. Throws <see cref="OperationCanceledException"/> for its token only.</summary>
    internal async ValueTask<ScramKeys?> DeriveAsync(
        ScramAlgorithm algorithm, byte[] password, byte[] salt, LoginClass loginClass, CancellationToken cancellationToken)
    {
        LaneResult<Derived> result = await _lanes.AskAsync(
            (_, deadline) => RunAsync(() => algorithm.Derive(password, salt, ScramKeys.LeastIterations), deadline), loginClass, cancellationToken);
        return result.Status == LaneStatus.Answered ? result.Answer.Keys : null;
    }

    private async ValueTask<Derived> RunAsync(Func<ScramKeys> work, CancellationToken deadline) =>
        _threads.TryRun(work, deadline) is { } running ? new Derived(await running) : default;

    private readonly record struct Derived(ScramKeys? Keys);
}
