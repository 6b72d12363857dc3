using MailFront.Transport.Listening;

namespace MailFront.UnitTests.Transport.Listening;

public sealed class SystemdSocketsTests
{
    [Fact]
    public void Descriptors_start_at_three_and_carry_their_names()
    {
        Assert.Equal(
            [new InheritedSocket(3, "imap"), new InheritedSocket(4, "imaps")],
            Parse("4711", "2", "imap:imaps"));
    }

    [Fact]
    public void A_missing_name_is_unknown()
    {
        Assert.Equal([new InheritedSocket(3, "imap"), new InheritedSocket(4, "unknown"), new InheritedSocket(5, "unknown")], Parse("4711", "3", "imap:"));
        Assert.Equal([new InheritedSocket(3, "unknown")], Parse("4711", "1", null));
    }

    [Theory]
    [InlineData("4712", "2")]
    [InlineData(null, "2")]
    [InlineData("4711", null)]
    [InlineData("", "2")]
    [InlineData("4711", "0")]
    [InlineData("4711", "-1")]
    [InlineData("4711", "two")]
    [InlineData("4711", "99999999999")]
    [InlineData("4711", "1000000")]
    public void What_is_not_for_us_or_not_systemds_gives_nothing(string? processId, string? count)
    {
        Assert.Empty(Parse(processId, count, "imap:imaps"));
    }

    private static IReadOnlyList<InheritedSocket> Parse(string? processId, string? count, string? names) =>
        SystemdSockets.Parse(4711, variable => variable switch
        {
            "LISTEN_PID" => processId,
            "LISTEN_FDS" => count,
            "LISTEN_FDNAMES" => names,
            _ => null,
        });
}
