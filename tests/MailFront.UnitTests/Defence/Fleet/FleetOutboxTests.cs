using MailFront.Defence.Fleet;

namespace MailFront.UnitTests.Defence.Fleet;

public sealed class FleetOutboxTests
{
    private readonly FleetOutbox _outbox = new();

    [Fact]
    public void Observations_leave_together_and_orders_before_them()
    {
        _outbox.AddObservation([1, 2]);
        _outbox.AddObservation([3, 4]);
        _outbox.AddOrder(new FleetMessage(FleetMessageKind.Forget, "anna"u8.ToArray()));

        var taken = _outbox.Take();

        Assert.Equal([FleetMessageKind.Forget, FleetMessageKind.Observations], taken.Select(message => message.Kind));
        Assert.Equal(new byte[] { 1, 2, 3, 4 }, taken[1].Body.ToArray());
        Assert.Empty(_outbox.Take());
    }

    [Fact]
    public void Beyond_its_bound_the_oldest_makes_room_and_is_counted()
    {
        for (var i = 0; i < FleetOutbox.MostObservations + 3; i++)
        {
            _outbox.AddObservation([(byte)(i < 3 ? 255 : 0)]);
        }

        Assert.Equal(3, _outbox.Dropped);
        Assert.Equal(FleetOutbox.MostObservations, _outbox.Waiting);
        Assert.All(_outbox.Take().SelectMany(message => message.Body.ToArray()), octet => Assert.Equal(0, octet));
    }

    [Fact]
    public void A_flood_of_observations_does_not_push_out_an_order()
    {
        _outbox.AddOrder(new FleetMessage(FleetMessageKind.Ban, "192.0.2.1"u8.ToArray()));
        for (var i = 0; i < FleetOutbox.MostObservations * 2; i++)
        {
            _outbox.AddObservation([1]);
        }

        Assert.Equal(FleetMessageKind.Ban, _outbox.Take()[0].Kind);
    }

    [Fact]
    public void What_is_taken_at_once_fits_into_a_batch_and_the_rest_stays()
    {
        for (var i = 0; i < 3; i++)
        {
            _outbox.AddObservation(new byte[FleetMessage.MaxBytes / 2]);
        }

        var taken = _outbox.Take();

        FleetBatch.Write(taken, out var written);
        Assert.Equal(taken.Count, written);
        Assert.Equal(1, _outbox.Waiting);
    }
}
