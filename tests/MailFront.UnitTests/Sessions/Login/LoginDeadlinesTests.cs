using MailFront.Defence.Pressure;
using MailFront.Sessions;
using MailFront.Sessions.Login;

namespace MailFront.UnitTests.Sessions.Login;

public sealed class LoginDeadlinesTests
{
    private static readonly LoginOptions _options = new();

    [Theory]
    [InlineData(0, 20)]
    [InlineData(0.92, 4.133)]
    [InlineData(1, 3)]
    public void A_phase_shrinks_with_pressure(float pressure, double seconds)
    {
        var deadlines = new LoginDeadlines(_options);
        deadlines.Expect(CloseReason.FirstCommandTimeout, _options.FirstCommandDeadline, DeadlineFloors.FirstCommand, TimeSpan.Zero);

        var (due, reason) = deadlines.Due(pressure);

        Assert.Equal((seconds, CloseReason.FirstCommandTimeout), (Math.Round(due.TotalSeconds, 3), reason));
    }

    [Fact]
    public void What_the_server_does_is_never_hurried()
    {
        var deadlines = new LoginDeadlines(_options);
        deadlines.ServerActs(Seconds(2));

        Assert.Equal((Seconds(60), CloseReason.LoginTimeout), deadlines.Due(1));
    }

    [Fact]
    public void The_servers_time_is_not_counted_against_the_client_but_the_full_deadline_holds()
    {
        var deadlines = new LoginDeadlines(_options);
        deadlines.ServerActs(Seconds(2));
        deadlines.Expect(CloseReason.FailedTimeout, Seconds(10), DeadlineFloors.Failed, Seconds(14));

        Assert.Equal((Seconds(16), CloseReason.FailedTimeout), deadlines.Due(1));

        deadlines.ServerActs(Seconds(15));
        deadlines.Expect(CloseReason.FailedTimeout, Seconds(10), DeadlineFloors.Failed, Seconds(59));
        Assert.Equal((Seconds(60), CloseReason.LoginTimeout), deadlines.Due(1));
    }

    [Fact]
    public void A_line_has_five_seconds_and_what_its_bytes_earn()
    {
        var deadlines = new LoginDeadlines(_options);
        deadlines.PieceGrows(received: 10, announced: 0, Seconds(1));
        Assert.Equal((Seconds(6), CloseReason.TooSlow), deadlines.Due(0));

        deadlines.PieceGrows(received: 510, announced: 0, Seconds(2));

        Assert.Equal((Seconds(7), CloseReason.TooSlow), deadlines.Due(0));
    }

    [Fact]
    public void A_literal_has_time_for_all_that_was_announced_whatever_has_come()
    {
        var deadlines = new LoginDeadlines(_options);
        deadlines.PieceGrows(received: 20, announced: 0, Seconds(1));
        deadlines.PieceGrows(received: 24, announced: 2024, Seconds(2));
        deadlines.PieceGrows(received: 1000, announced: 2024, Seconds(3));

        Assert.Equal((Seconds(11), CloseReason.TooSlow), deadlines.Due(0));
    }

    [Fact]
    public void A_complete_command_owes_no_rate()
    {
        var deadlines = new LoginDeadlines(_options);
        deadlines.PieceGrows(received: 10, announced: 0, Seconds(1));

        Assert.True(deadlines.PieceDone());
        Assert.False(deadlines.PieceDone());
        Assert.Equal((Seconds(60), CloseReason.LoginTimeout), deadlines.Due(0));
    }

    [Fact]
    public void A_hello_has_five_seconds_of_the_handshakes_ten()
    {
        var deadlines = new LoginDeadlines(_options);
        deadlines.ExpectHello(Seconds(1));
        Assert.Equal((Seconds(6), CloseReason.HandshakeTimeout), deadlines.Due(0));

        deadlines.HelloCame();

        Assert.Equal((Seconds(11), CloseReason.HandshakeTimeout), deadlines.Due(0));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
