using System.Net;
using MailFront.Protocol.Dns;
using MailFront.TestKit.Dns;
using MailFront.TestKit.Time;
using MailFront.Transport.Outbound;

namespace MailFront.SessionTests.Transport;

public sealed class DnsExchangeTests
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task The_true_answer_is_found_behind_nonsense_and_a_forged_one()
    {
        await using var server = new FakeNameServer { SendsNonsenseFirst = true };
        server.Names["2.0.0.127.bl.test"] = IPAddress.Parse("127.0.0.2");

        var listed = await AskAsync(server.EndPoint, "2.0.0.127.bl.test");
        var other = await AskAsync(server.EndPoint, "3.0.0.127.bl.test");

        Assert.Equal((DnsAnswerStatus.Found, 0x7f000002u), (listed.Status, Assert.Single(listed.Addresses)));
        Assert.Equal(DnsAnswerStatus.NotFound, other.Status);
    }

    [Fact]
    public async Task A_silent_server_is_waited_for_no_longer_than_the_deadline()
    {
        await using var server = new FakeNameServer { IsSilent = true };
        var time = new ManualTimeProvider();
        var asking = new DnsExchange(time).AskAsync(server.EndPoint, "x.test", _deadline, CancellationToken.None).AsTask();

        Assert.False(asking.IsCompleted);
        time.Advance(_deadline);

        Assert.Equal(DnsAnswerStatus.Failed, (await asking.WaitAsync(TimeSpan.FromSeconds(30))).Status);
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_no_answer()
    {
        var server = new FakeNameServer();
        var former = server.EndPoint;
        await server.DisposeAsync();

        Assert.Equal(DnsAnswerStatus.Failed, (await AskAsync(former, "x.test")).Status);
    }

    private static async Task<DnsAnswer> AskAsync(IPEndPoint server, string name) =>
        await new DnsExchange(TimeProvider.System).AskAsync(server, name, TimeSpan.FromSeconds(20), CancellationToken.None);
}
