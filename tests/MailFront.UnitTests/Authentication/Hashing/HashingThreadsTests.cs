using MailFront.Authentication.Hashing;
using MailFront.Protocol;

namespace MailFront.UnitTests.Authentication.Hashing;

public sealed class HashingThreadsTests : IDisposable
{
    // Ends a test that would else hang; never reached by one that passes.
    private static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    private readonly Secret _secret = new("x"u8);

    [Fact]
    public async Task Work_runs_on_a_thread_of_its_own()
    {
        using var threads = new HashingThreads(1);
        using var hash = new GatedHash(open: true);

        Assert.True(threads.TryStart(hash, _secret, out Task<bool>? matches, CancellationToken.None));

        Assert.True(await matches);
        Assert.False(hash.RanOnPool);
    }

    [Fact]
    public async Task What_exceeds_the_short_queue_is_refused_at_once()
    {
        using var threads = new HashingThreads(1);
        using var hash = new GatedHash(open: false);
        Assert.True(threads.TryStart(hash, _secret, out Task<bool>? first, CancellationToken.None));
        await hash.Started.WaitAsync(Patience);

        int taken = 0;
        List<Task<bool>> queued = [];
        while (taken < 100 && threads.TryStart(hash, _secret, out Task<bool>? next, CancellationToken.None))
        {
            queued.Add(next);
            taken++;
        }

        Assert.Equal(4, taken);
        hash.Open();
        Assert.True(await first);
        await Task.WhenAll(queued);
    }

    [Fact]
    public async Task A_question_given_up_in_the_queue_is_not_computed()
    {
        using var threads = new HashingThreads(1);
        using var busy = new GatedHash(open: false);
        using var never = new GatedHash(open: true);
        using var client = new CancellationTokenSource();
        Assert.True(threads.TryStart(busy, _secret, out Task<bool>? first, CancellationToken.None));
        await busy.Started.WaitAsync(Patience);
        Assert.True(threads.TryStart(never, _secret, out Task<bool>? second, client.Token));

        await client.CancelAsync();
        busy.Open();

        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(never.Started.IsCompleted);
    }

    [Fact]
    public async Task A_failing_hash_does_not_end_its_thread()
    {
        using var threads = new HashingThreads(1);
        Assert.True(threads.TryStart(new FailingHash(), _secret, out Task<bool>? failing, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);

        Assert.True(threads.TryStart(new GatedHash(open: true), _secret, out Task<bool>? next, CancellationToken.None));

        Assert.True(await next.WaitAsync(Patience));
    }

    [Fact]
    public void After_disposal_nothing_is_taken()
    {
        var threads = new HashingThreads(1);
        threads.Dispose();

        Assert.False(threads.TryStart(new GatedHash(open: true), _secret, out _, CancellationToken.None));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(6, 3)]
    [InlineData(64, 4)]
    public void The_default_is_half_the_cores_up_to_four(int processors, int threads)
    {
        Assert.Equal(threads, HashingThreads.DefaultCount(processors));
    }

    public void Dispose() => _secret.Dispose();

    private sealed class FailingHash : IPasswordHash
    {
        public string Cost => "FAILING";

        public bool Matches(ReadOnlySpan<byte> password) => throw new InvalidOperationException();
    }

    private sealed class GatedHash : IPasswordHash, IDisposable
    {
        private readonly ManualResetEventSlim _gate;
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public GatedHash(bool open) => _gate = new ManualResetEventSlim(open);

        public string Cost => "GATED";

        public bool RanOnPool { get; private set; }

        public Task Started => _started.Task;

        public void Open() => _gate.Set();

        public bool Matches(ReadOnlySpan<byte> password)
        {
            RanOnPool = Thread.CurrentThread.IsThreadPoolThread;
            _started.TrySetResult();
            return _gate.Wait(Patience);
        }

        public void Dispose() => _gate.Dispose();
    }
}
