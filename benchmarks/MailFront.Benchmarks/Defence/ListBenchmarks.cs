using System.Net;
using BenchmarkDotNet.Attributes;
using MailFront.Defence.Lists;

namespace MailFront.Benchmarks.Defence;

/// <summary>One look-up of an address at 10,000 denied networks and 10,000 bans of mixed lengths. Nothing may be allocated.</summary>
[MemoryDiagnoser]
public class ListBenchmarks
{
    private const int Entries = 10_000;
    private const int Seed = 1;

    private static readonly IPAddress _v4 = IPAddress.Parse("198.51.100.7");
    private static readonly IPAddress _mapped = IPAddress.Parse("::ffff:198.51.100.7");
    private static readonly IPAddress _v6 = IPAddress.Parse("2001:db8:1:2:3:4:5:6");

    private readonly AccessLists _empty = new(() => ListSnapshot.Empty);
    private readonly AccessLists _full = Full();

    [Benchmark(Baseline = true)]
    public ListFinding EmptyLists() => _empty.Look(_v4, TimeSpan.Zero);

    [Benchmark]
    public ListFinding FullListsV4() => _full.Look(_v4, TimeSpan.Zero);

    [Benchmark]
    public ListFinding FullListsMapped() => _full.Look(_mapped, TimeSpan.Zero);

    [Benchmark]
    public ListFinding FullListsV6() => _full.Look(_v6, TimeSpan.Zero);

    [Benchmark]
    public bool DenyListAlone() => _full.Current.Deny.Addresses.Contains(_v4);

    private static AccessLists Full()
    {
        var random = new Random(Seed);
        var deny = new NetworkList([.. Enumerable.Range(0, Entries).Select(_ => new ListedNetwork(RandomNetwork(random), string.Empty))]);
        var snapshot = new ListSnapshot(deny: deny);
        var lists = new AccessLists(() => snapshot);
        for (var i = 0; i < Entries; i++)
        {
            lists.Ban(BanTarget.Of(RandomNetwork(random)), BanLimits.Longest, null, TimeSpan.Zero);
        }

        return lists;
    }

    // Half IPv4 of /16 to /32, half IPv6 of /32 to /64 and /128: what is banned in practice.
    private static NetworkPrefix RandomNetwork(Random random)
    {
        var octets = new byte[random.Next(2) == 0 ? 4 : 16];
        random.NextBytes(octets);
        var address = NetworkPrefix.Of(new IPAddress(octets));
        var length = address.IsV4 ? random.Next(16, 33) : random.Next(4) == 0 ? 128 : random.Next(8, 17) * 4;
        return address.Cut(length);
    }
}
