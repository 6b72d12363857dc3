using MailFront.Backends.Capabilities;

namespace MailFront.UnitTests.Backends.Capabilities;

public sealed class CapabilitySetTests
{
    [Fact]
    public void Names_keep_their_order_and_come_once()
    {
        Assert.Equal("IMAP4rev1 IDLE ID", CapabilitySet.OfAtoms("IMAP4rev1  IDLE ID idle ").ToString());
    }

    [Fact]
    public void Names_compare_without_case()
    {
        Assert.True(CapabilitySet.OfAtoms("Literal+").Has("LITERAL+"));
    }

    [Fact]
    public void What_is_not_printable_or_too_long_is_left_out()
    {
        Assert.Equal(["OK"], CapabilitySet.Of(["a\rb", "ä", string.Empty, new string('x', 256), "OK"]).Names);
    }

    [Fact]
    public void A_server_cannot_offer_without_measure()
    {
        Assert.Equal(CapabilitySet.MaxNames, CapabilitySet.Of(Enumerable.Range(0, 5000).Select(i => $"X{i}")).Names.Count);
    }

    [Theory]
    [InlineData("PLAIN", true)]
    [InlineData("plain", true)]
    [InlineData("PLAI", false)]
    [InlineData("SASL", false)]
    public void An_argument_is_a_whole_word(string argument, bool isOffered)
    {
        Assert.Equal(isOffered, CapabilitySet.Of(["TOP", "sasl LOGIN PLAIN"]).HasArgument("SASL", argument));
    }

    [Fact]
    public void Lines_with_different_arguments_are_not_common()
    {
        var one = CapabilitySet.Of(["TOP", "EXPIRE NEVER", "UIDL"]);
        var other = CapabilitySet.Of(["UIDL", "EXPIRE 30", "top"]);

        Assert.Equal(["TOP", "UIDL"], one.Intersect(other).Names);
    }

    [Fact]
    public void The_same_names_in_another_order_are_the_same()
    {
        Assert.True(CapabilitySet.OfAtoms("A B").SameAs(CapabilitySet.OfAtoms("b a")));
        Assert.False(CapabilitySet.OfAtoms("A B").SameAs(CapabilitySet.OfAtoms("A")));
    }
}
