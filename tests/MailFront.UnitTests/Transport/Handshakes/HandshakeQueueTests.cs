using MailFront.Transport.Handshakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Transport.Handshakes;

public sealed class HandshakeQueueTests
{
    private readonly HandshakeQueue _queue = new();
    private readonly HandshakeGate _gate = new(1, TimeProvider.System, NullLogger<HandshakeGate>.Instance);

    [Fact]
    public void Who_goes_on_is_first_then_the_proven_then_those_who_resume()
    {
        var fresh = Add(HandshakeClass.Fresh);
        var resuming = Add(HandshakeClass.Resuming);
        var proven = Add(HandshakeClass.Proven);
        var continuing = Add(HandshakeClass.Continuing);

        Assert.Equal([continuing, proven, resuming, fresh], TakeAll());
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public void Every_fourth_turn_begins_with_those_nobody_knows()
    {
        for (var i = 0; i < 8; i++)
        {
            Add(HandshakeClass.Proven);
            Add(HandshakeClass.Fresh);
        }

        var turns = TakeAll().Take(8).Select(turn => turn.Class == HandshakeClass.Fresh).ToList();

        Assert.Equal([false, false, false, true, false, false, false, true], turns);
    }

    [Fact]
    public void The_oldest_of_a_class_goes_first_while_it_has_not_waited_long()
    {
        var older = Add(HandshakeClass.Fresh);
        Add(HandshakeClass.Fresh, HandshakeQueue.Patience / 2);

        Assert.Same(older, _queue.Take(HandshakeQueue.Patience - TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void The_newest_of_a_class_goes_first_once_the_oldest_has_waited_long()
    {
        Add(HandshakeClass.Fresh);
        var newer = Add(HandshakeClass.Fresh, HandshakeQueue.Patience / 2);

        Assert.Same(newer, _queue.Take(HandshakeQueue.Patience));
    }

    [Fact]
    public void A_full_line_puts_out_the_oldest_of_the_bigger_crowd()
    {
        var fresh = Add(HandshakeClass.Fresh);
        var firstToResume = Add(HandshakeClass.Resuming);
        for (var i = 2; i < HandshakeQueue.MaxWaiting; i++)
        {
            Add(HandshakeClass.Resuming);
        }

        Assert.Same(firstToResume, _queue.Add(Turn(HandshakeClass.Fresh), TimeSpan.Zero));
        Assert.NotNull(fresh.Place);
        Assert.Equal(HandshakeQueue.MaxWaiting, _queue.Count);
    }

    [Fact]
    public void A_line_full_of_proven_clients_does_not_take_one_that_is_not()
    {
        for (var i = 0; i < HandshakeQueue.MaxWaiting; i++)
        {
            Add(HandshakeClass.Proven);
        }

        var newcomer = Turn(HandshakeClass.Fresh);

        Assert.Same(newcomer, _queue.Add(newcomer, TimeSpan.Zero));
        Assert.Equal(0, _queue.CountOf(HandshakeClass.Fresh));
    }

    [Fact]
    public void Who_goes_on_always_finds_room()
    {
        for (var i = 0; i < HandshakeQueue.MaxWaiting; i++)
        {
            Add(HandshakeClass.Fresh);
        }

        Assert.Null(_queue.Add(Turn(HandshakeClass.Continuing), TimeSpan.Zero));
    }

    [Fact]
    public void Who_has_left_is_not_served()
    {
        var leaving = Add(HandshakeClass.Fresh);

        Assert.True(_queue.Remove(leaving));
        Assert.False(_queue.Remove(leaving));
        Assert.Null(_queue.Take(TimeSpan.Zero));
    }

    private HandshakeTurn Turn(HandshakeClass kind) => new(_gate, isProven: false) { Class = kind };

    private HandshakeTurn Add(HandshakeClass kind, TimeSpan now = default)
    {
        var turn = Turn(kind);
        Assert.Null(_queue.Add(turn, now));
        return turn;
    }

    private List<HandshakeTurn> TakeAll()
    {
        var taken = new List<HandshakeTurn>();
        while (_queue.Take(TimeSpan.Zero) is { } turn)
        {
            taken.Add(turn);
        }

        return taken;
    }
}
