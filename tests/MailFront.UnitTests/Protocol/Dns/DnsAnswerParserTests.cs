using MailFront.Protocol.Dns;

namespace MailFront.UnitTests.Protocol.Dns;

public sealed class DnsAnswerParserTests
{
    private const string Question = "ABCD010000010000000000000132026262026C6C0000010001";
    private const string Tail = "0132026262026C6C0000010001";

    [Fact]
    public void Addresses_and_their_least_time_to_live_are_read_behind_an_alias()
    {
        var answer = Parse("ABCD81800001000300000000" + Tail
            + "C00C00050001000000090004" + "0161C00C"
            + "0161C00C000100010000012C0004" + "7F000002"
            + "C00C0001000100000064" + "0004" + "7F00000A");

        Assert.Equal(DnsAnswerStatus.Found, answer.Status);
        Assert.Equal([0x7f000002u, 0x7f00000au], answer.Addresses);
        Assert.Equal(100u, answer.TtlSeconds);
        Assert.True(answer.IsListing);
    }

    [Theory]
    [InlineData("7F000002", true)]
    [InlineData("7F010203", true)]
    [InlineData("7FFFFFFE", false)]
    [InlineData("C0000201", false)]
    [InlineData("00000000", false)]
    public void Only_addresses_of_the_loopback_network_say_listed_and_not_those_that_tell_errors(string address, bool expected) =>
        Assert.Equal(expected, Parse("ABCD81800001000100000000" + Tail + "C00C000100010000012C0004" + address).IsListing);

    [Theory]
    [InlineData("ABCD81830001000000000000" + Tail, DnsAnswerStatus.NotFound)]
    [InlineData("ABCD81800001000000000000" + Tail, DnsAnswerStatus.NotFound)]
    [InlineData("ABCD81820001000000000000" + Tail, DnsAnswerStatus.Failed)]
    [InlineData("ABCD81850001000000000000" + Tail, DnsAnswerStatus.Failed)]
    [InlineData("ABCD83800001000100000000" + Tail, DnsAnswerStatus.Failed)]
    [InlineData("ABCE81800001000000000000" + Tail, DnsAnswerStatus.NotOurs)]
    [InlineData("ABCD01000001000000000000" + Tail, DnsAnswerStatus.NotOurs)]
    [InlineData("ABCDA9800001000000000000" + Tail, DnsAnswerStatus.NotOurs)]
    [InlineData("ABCD818000010000000000000133026262026C6C0000010001", DnsAnswerStatus.NotOurs)]
    [InlineData("ABCD8180", DnsAnswerStatus.NotOurs)]
    [InlineData("", DnsAnswerStatus.NotOurs)]
    public void Each_answer_is_told_from_what_is_none(string hex, DnsAnswerStatus expected) => Assert.Equal(expected, Parse(hex).Status);

    [Fact]
    public void An_answer_that_was_cut_anywhere_is_no_answer()
    {
        var whole = Convert.FromHexString("ABCD81800001000100000000" + Tail + "C00C000100010000012C00047F000002");
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Equal(DnsAnswerStatus.NotOurs, DnsAnswerParser.Parse(whole.AsSpan(0, length), Convert.FromHexString(Question)).Status);
        }
    }

    [Fact]
    public void Any_octets_behind_a_true_beginning_are_understood_or_refused()
    {
        const int Seed = 5782;
        var random = new Random(Seed);
        var question = Convert.FromHexString(Question);
        for (var round = 0; round < 20_000; round++)
        {
            var rest = new byte[random.Next(60)];
            random.NextBytes(rest);
            byte[] message = [.. Convert.FromHexString("ABCD81800001"), (byte)random.Next(2), (byte)random.Next(256), 0, 0, 0, 0, .. Convert.FromHexString(Tail), .. rest];

            Assert.InRange(DnsAnswerParser.Parse(message, question).Addresses.Count, 0, 32);
        }
    }

    private static DnsAnswer Parse(string hex) => DnsAnswerParser.Parse(Convert.FromHexString(hex), Convert.FromHexString(Question));
}
