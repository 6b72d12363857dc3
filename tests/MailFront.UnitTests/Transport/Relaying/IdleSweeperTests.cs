using MailFront.TestKit.Time;
using MailFront.Transport.Relaying;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Transport.Relaying;

public sealed class IdleSweeperTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly IdleSweeper _sweeper;

    public IdleSweeperTests() => _sweeper = new IdleSweeper(_time, NullLogger<IdleSweeper>.Instance);

    public void Dispose() => _sweeper.Dispose();

    [Fact]
    public void Every_target_is_swept_once_a_second()
    {
        var targets = new[] { new Target(), new Target(), new Target() };
        Array.ForEach(targets, _sweeper.Add);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.All(targets, target => Assert.Equal([1, 2, 3], target.Sweeps));
    }

    [Fact]
    public void A_removed_target_is_not_swept_and_the_others_are()
    {
        var targets = Enumerable.Range(0, 5).Select(_ => new Target()).ToArray();
        Array.ForEach(targets, _sweeper.Add);

        _sweeper.Remove(targets[0]);
        _sweeper.Remove(targets[4]);
        _sweeper.Remove(targets[2]);
        _sweeper.Remove(targets[2]);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([0, 1, 0, 1, 0], targets.Select(target => target.Sweeps.Count));
        Assert.Equal(2, _sweeper.Count);
    }

    [Fact]
    public void A_target_may_remove_itself_while_it_is_swept()
    {
        var leaving = new Target();
        leaving.Then = () => _sweeper.Remove(leaving);
        var staying = new Target();
        _sweeper.Add(leaving);
        _sweeper.Add(staying);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Single(leaving.Sweeps);
        Assert.Equal(2, staying.Sweeps.Count);
    }

    [Fact]
    public void A_target_that_throws_does_not_stop_the_sweep()
    {
        var failing = new Target { Then = () => throw new InvalidOperationException("defect") };
        var other = new Target();
        _sweeper.Add(failing);
        _sweeper.Add(other);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(2, other.Sweeps.Count);
    }

    private sealed class Target : ISweepTarget
    {
        public List<int> Sweeps { get; } = [];

        public Action? Then { get; set; }

        public void OnSweep(int now)
        {
            Sweeps.Add(now);
            Then?.Invoke();
        }
    }
}
