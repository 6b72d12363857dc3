using System.Net;
using MailFront.Defence.Lists;

namespace MailFront.UnitTests.Defence.Lists;

public sealed class AccessListsTests
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("10.0.0.1", ListFinding.Protected)]
    [InlineData("192.0.2.1", ListFinding.Protected)]
    [InlineData("192.0.2.200", ListFinding.Banned)]
    [InlineData("198.51.100.1", ListFinding.Denied)]
    [InlineData("198.51.100.9", ListFinding.Banned)]
    [InlineData("203.0.113.1", ListFinding.None)]
    public void Trusted_goes_before_allow_before_ban_before_deny(string address, ListFinding expected)
    {
        var lists = Listed.Lists(Listed.Networks(trusted: ["10.0.0.1"], allow: ["192.0.2.0/25"], deny: ["10.0.0.0/8", "198.51.100.0/24"]));
        lists.Ban(Listed.Target("10.0.0.0/8"), _hour, null, TimeSpan.Zero);
        lists.Ban(Listed.Target("192.0.2.0/24"), _hour, null, TimeSpan.Zero);
        lists.Ban(Listed.Target("198.51.100.9"), _hour, null, TimeSpan.Zero);

        Assert.Equal(expected, lists.Look(IPAddress.Parse(address), TimeSpan.Zero));
    }

    [Fact]
    public void Whatever_is_banned_and_denied_trusted_and_allowed_addresses_come_in()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        for (var round = 0; round < 200; round++)
        {
            string[] trusted = [.. Enumerable.Range(0, 5).Select(_ => RandomNetwork(random, 24))];
            string[] allow = [.. Enumerable.Range(0, 5).Select(_ => RandomNetwork(random, 16))];
            string[] deny = [.. Enumerable.Range(0, 5).Select(_ => RandomNetwork(random, 1)), "0.0.0.0/0", "::/0"];
            var lists = Listed.Lists(Listed.Networks(trusted, allow, deny));
            foreach (var target in trusted.Concat(allow))
            {
                // The network itself, a wider one around it, and one address in it.
                var network = Listed.Prefix(target);
                lists.Ban(BanTarget.Of(network), _hour, null, TimeSpan.Zero);
                lists.Ban(BanTarget.Of(network.Cut(random.Next(network.Length + 1))), _hour, null, TimeSpan.Zero);
                lists.Ban(BanTarget.Of(NetworkPrefix.Of(RandomMember(random, network))), _hour, null, TimeSpan.Zero);
            }

            foreach (var network in trusted.Concat(allow).Select(Listed.Prefix))
            {
                Assert.Equal(ListFinding.Protected, lists.Look(RandomMember(random, network), TimeSpan.Zero));
            }
        }
    }

    [Fact]
    public void A_ban_of_a_protected_address_is_refused_with_the_place_of_its_protection()
    {
        var lists = Listed.Lists(new ListSnapshot(allow: new NetworkList([new ListedNetwork(Listed.Prefix("10.0.0.0/24"), "mailfront_allow, imapd.conf:12")])));

        Assert.Equal(new BanOutcome(BanStatus.Protected, null, "mailfront_allow, imapd.conf:12"), lists.Ban(Listed.Target("10.0.0.1"), _hour, null, TimeSpan.Zero));
        Assert.Equal(0, lists.Bans.Networks);
    }

    [Fact]
    public void A_wider_ban_is_in_force_around_what_is_protected_and_says_so()
    {
        var lists = Listed.Lists(Listed.Networks(trusted: ["10.0.0.1"]));

        var outcome = lists.Ban(Listed.Target("10.0.0.0/24"), _hour, null, TimeSpan.Zero);

        Assert.Equal((BanStatus.Banned, "10.0.0.1"), (outcome.Status, outcome.Protection));
        Assert.Equal(ListFinding.Banned, lists.Look(IPAddress.Parse("10.0.0.2"), TimeSpan.Zero));
        Assert.Equal(ListFinding.Protected, lists.Look(IPAddress.Parse("10.0.0.1"), TimeSpan.Zero));
    }

    [Theory]
    [InlineData("0.0.0.0/0", BanStatus.TooWide)]
    [InlineData("10.0.0.0/7", BanStatus.TooWide)]
    [InlineData("10.0.0.0/8", BanStatus.Banned)]
    [InlineData("2000::/15", BanStatus.TooWide)]
    [InlineData("2000::/16", BanStatus.Banned)]
    public void A_slip_of_the_keyboard_bans_no_continent(string network, BanStatus expected) =>
        Assert.Equal(expected, Listed.Lists(ListSnapshot.Empty).Ban(Listed.Target(network), _hour, null, TimeSpan.Zero).Status);

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(30 * 86400 + 1)]
    public void No_ban_is_without_an_end_or_longer_than_a_month(int seconds) =>
        Assert.Equal(BanStatus.BadDuration, Listed.Lists(ListSnapshot.Empty).Ban(Listed.Target("192.0.2.1"), TimeSpan.FromSeconds(seconds), null, TimeSpan.Zero).Status);

    [Fact]
    public void A_user_on_the_allow_list_cannot_be_banned_or_denied()
    {
        var lists = Listed.Lists(new ListSnapshot(
            allowedUsers: new Dictionary<string, string> { ["boss"] = "allow:1" },
            deniedUsers: new Dictionary<string, string> { ["boss"] = "deny:1", ["left"] = "deny:2" }));

        var outcome = lists.Ban(BanTarget.OfUser("boss"), _hour, null, TimeSpan.Zero);
        lists.Ban(BanTarget.OfUser("jo"), _hour, null, TimeSpan.Zero);

        Assert.Equal(new BanOutcome(BanStatus.Protected, null, "allow:1"), outcome);
        Assert.Equal(ListFinding.Protected, lists.LookForUser("boss", TimeSpan.Zero));
        Assert.Equal(ListFinding.Denied, lists.LookForUser("left", TimeSpan.Zero));
        Assert.Equal(ListFinding.Banned, lists.LookForUser("jo", TimeSpan.Zero));
        Assert.Equal(ListFinding.None, lists.LookForUser("jo", _hour));
    }

    [Fact]
    public void A_reason_is_one_line_of_bounded_length()
    {
        var ban = Listed.Lists(ListSnapshot.Empty).Ban(Listed.Target("192.0.2.1"), _hour, " bad\r\nrobot\t" + new string('x', 500), TimeSpan.Zero).Ban;

        Assert.StartsWith("bad??robot?xxx", ban!.Reason, StringComparison.Ordinal);
        Assert.Equal(Ban.LongestReason, ban.Reason.Length);
    }

    private static string RandomNetwork(Random random, int shortest)
    {
        var octets = new byte[random.Next(2) == 0 ? 4 : 16];
        random.NextBytes(octets);
        var address = NetworkPrefix.Of(new IPAddress(octets));
        var cut = address.Cut(random.Next(shortest, address.Length + 1));
        return $"{cut.ToAddress()}/{cut.Length}";
    }

    private static IPAddress RandomMember(Random random, NetworkPrefix network)
    {
        var low = new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64());
        var value = network.First | (low & (network.Last ^ network.First));
        return NetworkPrefix.ToAddress(network.IsV4, value);
    }
}
