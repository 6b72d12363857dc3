using MailFront.Directory;

namespace MailFront.UnitTests.Directory;

public sealed class DefaultBackendRingTests
{
    private const int Users = 20_000;

    // Worked out apart from this code: SHA-256(backend NUL user), first 8 bytes big-endian, the highest wins.
    [Theory]
    [InlineData("jo", "be3")]
    [InlineData("anna", "be2")]
    [InlineData("user0001", "be3")]
    [InlineData("user0002", "be1")]
    [InlineData("user0005", "be1")]
    [InlineData("jo@example.org", "be1")]
    [InlineData("jörg", "be2")]
    public void The_choice_is_the_documented_one(string user, string expected)
    {
        var ring = DefaultBackendRing.Of(["be1", "be2", "be3"]);

        Assert.Equal(expected, ring?.Choose(user).Server);
    }

    [Fact]
    public void The_order_of_the_names_and_repetitions_do_not_matter()
    {
        var ring = Ring("be1", "be2", "be3");
        var other = Ring("be3", "be1", "be2", "be1");

        Assert.Equal(3, other.Count);
        Assert.All(Names(), user => Assert.Equal(ring.Choose(user), other.Choose(user)));
    }

    [Fact]
    public void A_new_backend_takes_its_share_and_nobody_else_moves()
    {
        var before = Ring("be1", "be2", "be3", "be4");
        var after = Ring("be1", "be2", "be3", "be4", "be5");

        var moved = Names().Where(user => before.Choose(user) != after.Choose(user)).ToList();

        Assert.All(moved, user => Assert.Equal("be5", after.Choose(user).Server));
        Assert.InRange(moved.Count, Users / 5 * 0.9, Users / 5 * 1.1);
    }

    [Fact]
    public void Users_spread_evenly()
    {
        var ring = Ring("be1", "be2", "be3", "be4");

        var shares = Names().CountBy(user => ring.Choose(user).Server);

        Assert.All(shares, share => Assert.InRange(share.Value, Users / 4 * 0.95, Users / 4 * 1.05));
    }

    [Fact]
    public void No_names_make_no_ring() => Assert.Null(DefaultBackendRing.Of([""]));

    private static DefaultBackendRing Ring(params string[] names) => DefaultBackendRing.Of(names) ?? throw new InvalidOperationException();

    private static IEnumerable<string> Names() => Enumerable.Range(0, Users).Select(static i => $"user{i:D6}");
}
