using MailFront.Defence.Fleet;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Fleet;

public sealed class FleetOutboxTests
{
    private readonly FleetOutbox _outbox = new();

    [Fact]
    public void Observations_leave_together_and_orders_before_them()
    {
        _outbox.Observed(Login(1));
        _outbox.Observed(Login(2));
        _outbox.AddOrder(new FleetMessage(FleetMessageKind.Forget, "anna"u8.ToArray()));

        var taken = _outbox.Take();

        Assert.Equal([FleetMessageKind.Forget, FleetMessageKind.Observations], taken.Select(message => message.Kind));
        Assert.Equal([1ul, 2ul], Users(taken[1].Body.Span));
        Assert.Empty(_outbox.Take());
    }

    [Fact]
    public void Beyond_their_bound_the_oldest_observations_make_room_and_are_counted()
    {
        for (ulong user = 0; user < FleetOutbox.MostObservations + 3; user++)
        {
            _outbox.Observed(Login(user));
        }

        Assert.Equal(3, _outbox.Dropped);
        Assert.Equal(3ul, Users(_outbox.Take()[0].Body.Span)[0]);
    }

    [Fact]
    public void A_flood_of_observations_does_not_push_out_an_order()
    {
        _outbox.AddOrder(new FleetMessage(FleetMessageKind.Ban, "192.0.2.1"u8.ToArray()));
        for (ulong user = 0; user < FleetOutbox.MostObservations * 2; user++)
        {
            _outbox.Observed(Login(user));
        }

        Assert.Equal(FleetMessageKind.Ban, _outbox.Take()[0].Kind);
    }

    [Fact]
    public void Orders_are_bounded_too()
    {
        for (var i = 0; i < FleetOutbox.MostOrders + 2; i++)
        {
            _outbox.AddOrder(new FleetMessage(FleetMessageKind.Forget, new[] { (byte)i }));
        }

        Assert.Equal(2, _outbox.Dropped);
        Assert.Equal(2, _outbox.Take()[0].Body.Span[0]);
    }

    [Fact]
    public void What_is_taken_at_once_fits_into_a_batch()
    {
        for (ulong user = 0; user < FleetOutbox.MostObservations; user++)
        {
            _outbox.Observed(Login(user));
            _outbox.AddOrder(new FleetMessage(FleetMessageKind.Forget, new byte[256]));
        }

        for (var taken = _outbox.Take(); taken.Count > 0; taken = _outbox.Take())
        {
            FleetBatch.Write(taken, out var written);
            Assert.Equal(taken.Count, written);
            Assert.All(taken, message => Assert.InRange(message.Body.Length, 1, FleetMessage.MaxBytes));
        }
    }

    private static LoginObservation Login(ulong user) => new(user, 2, new SourceKeys(3, 4, 5, 6), 7, LoginResult.Failed, HasLocation: true);

    private static List<ulong> Users(ReadOnlySpan<byte> observations)
    {
        var users = new List<ulong>();
        for (; ObservationForm.TryRead(observations, out var login); observations = observations[ObservationForm.Length..])
        {
            users.Add(login.User);
        }

        return users;
    }
}
