using MailFront.Defence.Evidence;

namespace MailFront.UnitTests.Defence.Evidence;

public sealed class EvidenceTableTests
{
    private const int Seed = 20261124;

    [Fact]
    public void The_record_with_the_least_evidence_makes_room()
    {
        var table = new EvidenceTable<Weighed>(8);
        for (uint key = 1; key <= 8; key++)
        {
            table.FindOrAdd(key, 0).Weight = key == 5 ? 1 : 10 + key;
        }

        table.FindOrAdd(100, 0).Weight = 3;

        Assert.Equal([1, 2, 3, 4, 6, 7, 8, 100], Held(table, 200));
        Assert.Equal(1, table.Evictions);
    }

    [Fact]
    public void A_record_out_of_date_is_not_found_and_makes_room_before_others()
    {
        var table = new EvidenceTable<Weighed>(8);
        for (uint key = 1; key <= 8; key++)
        {
            table.FindOrAdd(key, 0).Weight = key == 5 ? 0 : 1;
        }

        table.FindOrAdd(100, 0).Weight = 1;

        Assert.False(table.TryFind(5, 0, out _));
        Assert.True(table.TryFind(1, 0, out _));
        Assert.Equal(0, table.Evictions);
    }

    [Fact]
    public void The_same_key_finds_the_same_record()
    {
        var table = new EvidenceTable<Weighed>(64);
        table.FindOrAdd(0, 0).Weight = 7;

        Assert.Equal(7, table.FindOrAdd(0, 0).Weight);
        Assert.True(table.TryFind(0, 0, out int place));
        Assert.Equal(7, table[place].Weight);
    }

    [Fact]
    public void Under_a_flood_of_keys_the_heavy_ones_stay()
    {
        var random = new Random(Seed);
        var table = new EvidenceTable<Weighed>(1024);
        ulong[] heavy = [.. Enumerable.Range(0, 256).Select(_ => (ulong)random.NextInt64())];
        foreach (ulong key in heavy)
        {
            table.FindOrAdd(key, 0).Weight = 1000;
        }

        for (int i = 0; i < 100_000; i++)
        {
            table.FindOrAdd((ulong)random.NextInt64(), 0).Weight = 1;
        }

        Assert.Equal(1024, table.Capacity);
        Assert.InRange(heavy.Count(key => table.TryFind(key, 0, out _)), 254, 256);
    }

    private static List<int> Held(EvidenceTable<Weighed> table, int most) =>
        [.. Enumerable.Range(1, most).Where(key => table.TryFind((ulong)key, 0, out _))];

    private struct Weighed : IEvidence
    {
        public ulong Key { get; set; }

        public float Weight { get; set; }

        public readonly float WeightAt(uint now) => Weight;
    }
}
