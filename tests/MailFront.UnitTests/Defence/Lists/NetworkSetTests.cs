using System.Net;
using MailFront.Defence.Lists;

namespace MailFront.UnitTests.Defence.Lists;

public sealed class NetworkSetTests
{
    [Theory]
    [InlineData("192.0.2.7", true)]
    [InlineData("::ffff:192.0.2.7", true)]
    [InlineData("192.0.3.0", true)]
    [InlineData("192.0.3.1", false)]
    [InlineData("192.0.1.255", false)]
    [InlineData("2001:db8:ffff::1", true)]
    [InlineData("2001:db9::", false)]
    [InlineData("198.51.100.1", true)]
    public void It_has_what_its_networks_have(string address, bool expected)
    {
        var set = Set("192.0.2.0/24", "192.0.3.0/32", "2001:db8::/32", "::ffff:198.51.100.0/120");

        Assert.Equal(expected, set.Contains(IPAddress.Parse(address)));
    }

    [Fact]
    public void A_network_of_one_family_says_nothing_of_the_other()
    {
        Assert.False(Set("::/0").Contains(IPAddress.Parse("192.0.2.1")));
        Assert.False(Set("0.0.0.0/0").Contains(IPAddress.Parse("2001:db8::1")));
        Assert.True(Set("0.0.0.0/0").Contains(IPAddress.Parse("255.255.255.255")));
        Assert.True(Set("::/0").Contains(IPAddress.Parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")));
    }

    [Fact]
    public void Clients_without_an_address_are_in_no_set() => Assert.False(Set("0.0.0.0/0", "::/0").Contains(null));

    [Theory]
    [InlineData("10.0.0.0/9", true, true)]
    [InlineData("10.0.0.0/7", false, true)]
    [InlineData("11.0.0.0/8", false, false)]
    [InlineData("10.0.0.0/8", true, true)]
    public void Neighbours_cover_together_what_none_covers_alone(string network, bool covers, bool overlaps)
    {
        var set = Set("10.0.0.0/9", "10.128.0.0/9");

        Assert.Equal(covers, set.Covers(Listed.Prefix(network)));
        Assert.Equal(overlaps, set.Overlaps(Listed.Prefix(network)));
    }

    [Fact]
    public void The_rest_of_a_network_leaves_out_what_the_set_has()
    {
        var rest = Set("10.0.0.1/32", "10.0.0.16/28", "9.255.255.0/24").RestOf(Listed.Prefix("10.0.0.0/27"));

        Assert.Equal(["10.0.0.0-10.0.0.0", "10.0.0.2-10.0.0.15"], rest.Select(Text));
        Assert.Equal(["10.0.0.0-10.0.0.31"], NetworkSet.Empty.RestOf(Listed.Prefix("10.0.0.0/27")).Select(Text));
        Assert.Empty(Set("10.0.0.0/8").RestOf(Listed.Prefix("10.0.0.0/27")));
    }

    [Fact]
    public void It_agrees_with_asking_each_network_in_turn()
    {
        var random = new Random(20261124);
        var networks = Enumerable.Range(0, 300).Select(_ => RandomNetwork(random)).ToList();
        var set = new NetworkSet(networks.Select(NetworkPrefix.Of));

        for (var i = 0; i < 20_000; i++)
        {
            var address = Near(random, networks);
            Assert.Equal(networks.Exists(network => network.Contains(address)), set.Contains(address));
        }
    }

    [Fact]
    public void A_look_up_allocates_nothing()
    {
        var random = new Random(1);
        var set = new NetworkSet(Enumerable.Range(0, 10_000).Select(_ => NetworkPrefix.Of(RandomNetwork(random))));
        var address = IPAddress.Parse("::ffff:198.51.100.7");
        set.Contains(address);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            set.Contains(address);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static NetworkSet Set(params string[] networks) => new(networks.Select(Listed.Prefix));

    private static string Text(AddressRange range) => $"{NetworkPrefix.ToAddress(true, range.First)}-{NetworkPrefix.ToAddress(true, range.Last)}";

    private static IPNetwork RandomNetwork(Random random)
    {
        var octets = new byte[random.Next(2) == 0 ? 4 : 16];
        random.NextBytes(octets);
        var address = NetworkPrefix.Of(new IPAddress(octets));
        var cut = address.Cut(random.Next(6, address.Length + 1));
        return new IPNetwork(cut.ToAddress(), cut.Length);
    }

    // Half of them inside or beside a network: random ones hardly ever are.
    private static IPAddress Near(Random random, List<IPNetwork> networks)
    {
        var octets = networks[random.Next(networks.Count)].BaseAddress.GetAddressBytes();
        octets[random.Next(octets.Length)] ^= (byte)random.Next(256);
        return new IPAddress(octets);
    }
}
