using System.Net;
using MailFront.Decisions;
using MailFront.Defence;
using MailFront.Defence.Decisions;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Host.Decisions;

public sealed class PolicyReplayRunTests
{
    private static readonly DecisionLogHeader _header = DecisionSamples.Header with { HasMore = false, Evidence = new LoginHistoryOptions { Pairs = 64, Failures = 64 } };

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public async Task A_log_is_read_the_same_in_whatever_pieces_it_comes(int piece)
    {
        var run = await PlayAsync(piece, Log(_header, Verdicts(1, 5000)));

        Assert.Equal(5000, run.Progress.Records);
        Assert.Equal(5000, run.Reproduction.Decisions);
        Assert.Equal(0, run.Reproduction.Different);
        Assert.Equal((0, 0, 0), (run.Garbage, run.Cut, run.Progress.Missing));
    }

    [Fact]
    public async Task Lines_that_are_no_records_are_counted_and_the_rest_is_played()
    {
        var log = Concat(Log(_header, Verdicts(1, 3)), "nonsense\n\n{\"k\":\"nothing\"}\n"u8.ToArray(), Lines(Verdicts(4, 2)));

        var run = await PlayAsync(int.MaxValue, log);

        Assert.Equal(5, run.Progress.Records);
        Assert.Equal(2, run.Garbage);
    }

    [Fact]
    public async Task A_line_without_end_is_one_line_of_garbage_however_long()
    {
        var log = Concat(Log(_header, Verdicts(1, 3)), new byte[3 << 20], "\n"u8.ToArray(), Lines(Verdicts(4, 2)));

        var run = await PlayAsync(int.MaxValue, log);

        Assert.Equal(5, run.Progress.Records);
        Assert.Equal(1, run.Garbage);
    }

    [Fact]
    public async Task A_log_cut_in_its_last_line_is_played_up_to_there()
    {
        var whole = Log(_header, Verdicts(1, 3));
        var last = Lines(Verdicts(3, 1)).Length;
        for (var cut = 1; cut < last; cut++)
        {
            var run = await PlayAsync(int.MaxValue, whole[..^cut]);

            Assert.Equal(2, run.Progress.Records);
            Assert.Equal((0, 1), (run.Garbage, run.Cut));
        }
    }

    [Fact]
    public async Task Records_that_were_dropped_are_counted_as_missing()
    {
        var run = await PlayAsync(int.MaxValue, Log(_header, [.. Verdicts(1, 2), .. Verdicts(10, 1)]));

        Assert.Equal(7, run.Progress.Missing);
    }

    [Fact]
    public async Task A_file_given_twice_is_noticed()
    {
        var log = Log(_header, Verdicts(1, 3));

        var run = await PlayAsync(int.MaxValue, log, log);

        Assert.Equal((3, 0), (run.Progress.OutOfOrder, run.Progress.Missing));
    }

    [Fact]
    public async Task A_further_file_of_the_same_process_goes_on_and_another_process_begins_anew()
    {
        var first = Log(_header, Assessments("anna", 1, LoginClass.New, LoginResult.Succeeded));
        var second = Log(_header with { Next = 3 }, Assessments("anna", 3, LoginClass.Known, LoginResult.Succeeded));
        var other = Log(_header with { Run = "other" }, Assessments("anna", 1, LoginClass.New, LoginResult.Succeeded));

        var run = await PlayAsync(int.MaxValue, first, second, other);

        Assert.Equal(0, run.Reproduction.Different);
        Assert.Equal((2, 0, 0), (run.Progress.Processes, run.Progress.BegunLate, run.Progress.Missing));
    }

    [Fact]
    public async Task A_log_that_begins_in_the_middle_of_a_process_says_so()
    {
        var run = await PlayAsync(int.MaxValue, Log(_header with { Next = 3 }, Assessments("anna", 3, LoginClass.Known, LoginResult.Succeeded)));

        Assert.Equal(1, run.Progress.BegunLate);
        Assert.Equal(1, run.Reproduction.Different);
    }

    [Fact]
    public async Task Records_before_any_header_are_not_played()
    {
        var run = await PlayAsync(int.MaxValue, Lines(Verdicts(1, 2)));

        Assert.Equal((0, 2, 0), (run.Progress.Processes, run.Progress.NotPlayed, run.Progress.Records));
    }

    [Fact]
    public async Task A_verdict_that_comes_out_otherwise_is_a_difference()
    {
        var record = Verdicts(1, 1)[0];
        record = record with { Answer = new DecisionAnswer { Verdict = record.Answer.Verdict with { Delay = TimeSpan.FromSeconds(9) } } };

        var run = await PlayAsync(int.MaxValue, Log(_header, [record]));

        Assert.Equal(1, run.Reproduction.Different);
        Assert.Equal(record, Assert.Single(run.Reproduction.Differences).Recorded);
    }

    [Fact]
    public async Task An_error_while_reading_is_told()
    {
        var run = new PolicyReplayRun(null);

        await Assert.ThrowsAsync<IOException>(() => run.PlayAsync([new BrokenStream()], CancellationToken.None));
    }

    private static async Task<PolicyReplayRun> PlayAsync(int piece, params byte[][] logs)
    {
        var run = new PolicyReplayRun(null);
        await run.PlayAsync([.. logs.Select(log => new SlowStream(log, piece))], CancellationToken.None);
        return run;
    }

    private static DecisionRecord[] Verdicts(long first, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new DecisionRecord
        {
            Kind = DecisionKind.Verdict,
            Number = first + i,
            Checkpoint = Checkpoint.Accept,
            Facts = new ClientFacts { Source = IPAddress.Parse("192.0.2.7"), Connections = i },
        }),
    ];

    private static DecisionRecord[] Assessments(string user, long first, LoginClass loginClass, LoginResult result)
    {
        var login = new LoginFacts(user, IPAddress.Parse("192.0.2.7"));
        return
        [
            new() { Kind = DecisionKind.Assessed, Number = first, Login = login, Answer = new() { Assessment = new(loginClass, EvidenceKinds.None) } },
            new() { Kind = DecisionKind.Observed, Number = first + 1, Login = login, Result = result },
        ];
    }

    private static byte[] Log(DecisionLogHeader header, DecisionRecord[] records) => Concat(DecisionSamples.LineOf(header), Lines(records));

    private static byte[] Lines(DecisionRecord[] records) => Concat([.. records.Select(record => DecisionSamples.LineOf(record))]);

    private static byte[] Concat(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("broken");
    }
}
