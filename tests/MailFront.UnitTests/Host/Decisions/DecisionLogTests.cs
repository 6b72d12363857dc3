using MailFront.Decisions;
using MailFront.Defence;
using MailFront.Defence.Decisions;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Host.Decisions;

public sealed class DecisionLogTests : IDisposable
{
    // Small tables: that evidence makes room for other evidence is part of what must be reproduced.
    private static readonly LoginHistoryOptions _tables = new() { Pairs = 64, Failures = 64 };

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("decisions");

    private string Path => System.IO.Path.Combine(_folder.FullName, "decisions.log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_was_decided_is_decided_again(int seed)
    {
        using (var log = Open())
        {
            var traffic = Traffic(log, seed);
            for (var step = 0; step < 2000; step++)
            {
                traffic.Step();
            }
        }

        AssertReproduced(await ReplayAsync(), atLeast: 4000);
    }

    [Fact]
    public async Task What_many_threads_decided_at_once_is_decided_again()
    {
        const int Threads = 6;
        using (var log = Open())
        {
            var evidence = new RecordedEvidence(new LoginHistory(_tables, new KeyedHash(DecisionSamples.Key)), log);
            var engine = new DefenceEngine(new DefenceOptions { MaxConnections = 60, MaxPreLoginConnections = 30 }, log);
            using var start = new Barrier(Threads);
            var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
            {
                var traffic = new RecordedTraffic(evidence, engine, 100 + number);
                start.SignalAndWait();
                for (var step = 0; step < 1500; step++)
                {
                    traffic.Step();
                }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
        }

        AssertReproduced(await ReplayAsync(), atLeast: 20_000);
    }

    [Fact]
    public async Task Hashed_names_are_as_good_for_a_replay()
    {
        // Where evidence has to make room, its place depends on the hash of the very name.
        var tables = new LoginHistoryOptions { Pairs = 8192, Failures = 8192 };
        using (var log = new DecisionLog(Options(Path) with { Names = KeyedHash.Random(), Evidence = tables }, TimeProvider.System, NullLogger.Instance))
        {
            var traffic = Traffic(log, 4, tables);
            for (var step = 0; step < 200; step++)
            {
                traffic.Step();
            }
        }

        Assert.DoesNotContain("\"u\":\"user", File.ReadAllText(Path), StringComparison.Ordinal);
        var run = await ReplayAsync();
        Assert.True(run.Reproduction.Different * 50 < run.Reproduction.Decisions, $"{run.Reproduction.Different} of {run.Reproduction.Decisions}");
    }

    [Fact]
    public void The_file_is_its_owner_s_alone()
    {
        WriteOne();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Path).UnixFileMode);
    }

    [Fact]
    public void A_full_disk_costs_records_and_no_caller()
    {
        var log = new DecisionLog(Options("/dev/full"), TimeProvider.System, NullLogger.Instance);

        Record(log);
        Record(log);
        log.Dispose();

        Assert.Equal(new DecisionLogCounters(0, 0, 2), log.Counters);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_costs_records_and_no_caller()
    {
        var log = new DecisionLog(Options("/nonexistent/decisions.log"), TimeProvider.System, NullLogger.Instance);

        Record(log);
        log.Dispose();

        Assert.Equal(new DecisionLogCounters(0, 0, 1), log.Counters);
    }

    [Fact]
    public void What_cannot_wait_is_dropped_and_counted_but_options_have_room()
    {
        var log = Open(capacity: 16);
        lock (log.Gate)
        {
            for (var i = 0; i < 20; i++)
            {
                log.Record(new DecisionRecord { Kind = DecisionKind.Alarm });
            }

            log.Record(DecisionSamples.Of(DecisionKind.Options));
        }

        log.Dispose();

        Assert.Equal(new DecisionLogCounters(9, 12, 0), log.Counters);
    }

    [Fact]
    public async Task A_moved_file_is_opened_anew_with_a_head_and_the_options_in_force()
    {
        var log = Open();
        var traffic = Traffic(log, 5);
        for (var step = 0; step < 100; step++)
        {
            traffic.Step();
        }

        var moved = Path + ".1";
        Assert.True(SpinWait.SpinUntil(() => log.Counters.Written > 0, TimeSpan.FromSeconds(30)));
        File.Move(Path, moved);
        log.Reopen();
        for (var step = 0; step < 100; step++)
        {
            traffic.Step();
        }

        log.Dispose();

        Assert.StartsWith("{\"k\":\"header\"", File.ReadAllText(Path), StringComparison.Ordinal);
        Assert.Contains("\"k\":\"options\"", File.ReadLines(Path).ElementAt(1), StringComparison.Ordinal);
        var run = await ReplayAsync(moved, Path);
        AssertReproduced(run, atLeast: 200);
    }

    [Fact]
    public async Task A_second_process_goes_on_behind_a_line_that_the_first_left_unfinished()
    {
        WriteOne();
        File.AppendAllText(Path, "{\"k\":\"verd");

        WriteOne();

        var run = await ReplayAsync();
        Assert.Equal((2, 2, 1), (run.Progress.Processes, run.Progress.Records, run.Garbage));
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        var sink = new CountingSink();
        var evidence = new RecordedEvidence(new LoginHistory(_tables, new KeyedHash(DecisionSamples.Key)), sink);
        var engine = new DefenceEngine(new DefenceOptions { MaxConnections = 60, MaxPreLoginConnections = 30 }, sink);
        var login = DecisionSamples.Of(DecisionKind.Assessed).Login;
        var facts = DecisionSamples.Of(DecisionKind.Verdict).Facts;
        Ask();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Ask();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sink.Records > 6);

        void Ask()
        {
            evidence.Assess(login, TimeSpan.FromDays(1));
            evidence.Observe(login, LoginResult.Failed, TimeSpan.FromDays(1));
            evidence.FailuresOf(login, TimeSpan.FromDays(1));
            engine.Decide(Checkpoint.Credential, facts);
        }
    }

    private static void Record(DecisionLog log)
    {
        lock (log.Gate)
        {
            log.Record(new DecisionRecord { Kind = DecisionKind.Verdict });
        }
    }

    private void WriteOne()
    {
        using var log = Open();
        Record(log);
    }

    private static RecordedTraffic Traffic(DecisionLog log, int seed, LoginHistoryOptions? tables = null) => new(
        new RecordedEvidence(new LoginHistory(tables ?? _tables, new KeyedHash(DecisionSamples.Key)), log),
        new DefenceEngine(new DefenceOptions { MaxConnections = 60, MaxPreLoginConnections = 30 }, log),
        seed);

    private static void AssertReproduced(PolicyReplayRun run, int atLeast)
    {
        Assert.Empty(run.Reproduction.Differences);
        Assert.Equal((0, 0, 0, 0), (run.Garbage, run.Cut, run.Progress.Missing, run.Progress.NotPlayed));
        Assert.Equal((1, 0), (run.Progress.Processes, run.Progress.BegunLate));
        Assert.True(run.Reproduction.Decisions >= atLeast, $"only {run.Reproduction.Decisions} decisions");
    }

    private static DecisionLogOptions Options(string path) => new() { Path = path, EvidenceKey = DecisionSamples.Key, Evidence = _tables, Capacity = 100_000 };

    private DecisionLog Open(int capacity = 100_000) =>
        new(Options(Path) with { Capacity = capacity }, TimeProvider.System, NullLogger.Instance);

    private async Task<PolicyReplayRun> ReplayAsync(params string[] paths)
    {
        var run = new PolicyReplayRun(null);
        await run.PlayAsync([.. (paths.Length == 0 ? [Path] : paths).Select(File.OpenRead)], CancellationToken.None);
        return run;
    }

    private sealed class CountingSink : IDecisionSink
    {
        private DecisionRecord _last;

        public Lock Gate { get; } = new();

        public int Records { get; private set; }

        public DecisionRecord Last => _last;

        public void Record(in DecisionRecord record)
        {
            Records++;
            _last = record;
        }
    }
}
