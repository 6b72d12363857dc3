using MailFront.Transport.Handshakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Transport.Handshakes;

public sealed class HandshakeGateTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task No_more_than_the_limit_compute_at_once_and_the_proven_go_first()
    {
        var gate = Gate(1);
        using var busy = new SemaphoreSlim(0);
        var order = new List<string>();
        var first = ComputeAsync(gate, isProven: false, () => busy.Wait(_patience));
        await UntilAsync(() => gate.InFlight == 1 && gate.Counters.Classes[(int)HandshakeClass.Fresh].Turns == 1);
        var unknown = ComputeAsync(gate, isProven: false, () => order.Add("unknown"));
        var proven = ComputeAsync(gate, isProven: true, () => order.Add("proven"));

        Assert.Equal((1, 3), (gate.Counters.Computing, gate.InFlight));
        busy.Release();
        await Task.WhenAll(first, unknown, proven).WaitAsync(_patience);

        Assert.Equal(["proven", "unknown"], order);
        await UntilAsync(() => gate.InFlight == 0);
    }

    [Fact]
    public async Task A_turn_never_runs_on_the_thread_that_asks_for_it()
    {
        var gate = Gate(4);
        var asking = new TaskCompletionSource<(int Asker, int Worker)>(TaskCreationOptions.RunContinuationsAsynchronously);

        // A thread outside the pool: the pool's could be the same by chance.
        var thread = new Thread(() =>
        {
            var asker = Environment.CurrentManagedThreadId;
            _ = ComputeAsync(gate, isProven: true, () => asking.SetResult((asker, Environment.CurrentManagedThreadId)));
        });
        thread.Start();
        var (asker, worker) = await asking.Task.WaitAsync(_patience);

        Assert.NotEqual(asker, worker);
    }

    [Fact]
    public async Task Who_leaves_the_line_is_told_at_once()
    {
        var gate = Gate(1);
        using var busy = new SemaphoreSlim(0);
        var first = ComputeAsync(gate, isProven: false, () => busy.Wait(_patience));
        await UntilAsync(() => gate.Counters.Classes[(int)HandshakeClass.Fresh].Turns == 1);
        var turn = new HandshakeTurn(gate, isProven: false);
        var waiting = turn.BeginAsync(offersResumption: false).AsTask();

        turn.Leave();

        Assert.False(await waiting.WaitAsync(_patience));
        Assert.False(turn.IsRefused);
        Assert.Equal(1, gate.Counters.Classes[(int)HandshakeClass.Fresh].Expired);
        busy.Release();
        await first.WaitAsync(_patience);
    }

    [Fact]
    public async Task Who_has_left_before_gets_no_turn()
    {
        var turn = new HandshakeTurn(Gate(1), isProven: false);
        turn.Leave();

        Assert.False(await turn.BeginAsync(offersResumption: false).AsTask().WaitAsync(_patience));
    }

    [Fact]
    public async Task One_more_than_there_is_room_for_is_refused_and_counted()
    {
        var gate = Gate(1);
        using var busy = new SemaphoreSlim(0);
        var first = ComputeAsync(gate, isProven: false, () => busy.Wait(_patience));
        await UntilAsync(() => gate.Counters.Classes[(int)HandshakeClass.Fresh].Turns == 1);
        var turns = Enumerable.Range(0, HandshakeQueue.MaxWaiting + 1).Select(_ => new HandshakeTurn(gate, isProven: false)).ToList();

        var waiting = turns.Select(turn => turn.BeginAsync(offersResumption: false).AsTask()).ToList();

        Assert.False(await waiting[0].WaitAsync(_patience));
        Assert.True(turns[0].IsRefused);
        Assert.Equal(1, gate.Counters.Classes[(int)HandshakeClass.Fresh].Refused);
        busy.Release();
        await first.WaitAsync(_patience);
        Assert.All(await Task.WhenAll(waiting[1..]).WaitAsync(_patience), Assert.True);
    }

    [Fact]
    public async Task An_open_gate_lets_everybody_go_on_where_he_is()
    {
        var turn = new HandshakeTurn(Gate(0), isProven: false).BeginAsync(offersResumption: false);

        Assert.True(turn.IsCompletedSuccessfully);
        Assert.True(await turn);
    }

    private static HandshakeGate Gate(int limit) => new(limit, TimeProvider.System, NullLogger<HandshakeGate>.Instance);

    private static async Task ComputeAsync(HandshakeGate gate, bool isProven, Action compute)
    {
        Assert.True(await new HandshakeTurn(gate, isProven).BeginAsync(offersResumption: false));
        compute();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
