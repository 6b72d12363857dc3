using System.Text;
using MailFront.Protocol.DovecotAuth;
using MailFront.TestKit.Splitting;

namespace MailFront.UnitTests.Protocol.DovecotAuth;

public sealed class DovecotAuthReplyTests
{
    private const string Conversation =
        "VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nSPID\t12\nCUID\t1\nCOOKIE\tab\nDONE\nFAIL\t1\tuser=a\ttemp\nOK\t2\tuser=b\u0001tc\nCONT\t3\t\nWHAT\tever\nOK\tx\n";

    [Theory]
    [InlineData("OK\t5\tuser=anna", DovecotAuthReplyKind.Accepted, 5)]
    [InlineData("OK\t5", DovecotAuthReplyKind.Accepted, 5)]
    [InlineData("FAIL\t4294967295", DovecotAuthReplyKind.Failed, 4294967295)]
    [InlineData("CONT\t1\tabc", DovecotAuthReplyKind.Continue, 1)]
    [InlineData("VERSION\t1\t2", DovecotAuthReplyKind.Version, 1)]
    [InlineData("MECH\tPLAIN\tplaintext", DovecotAuthReplyKind.Mechanism, 0)]
    [InlineData("DONE", DovecotAuthReplyKind.Done, 0)]
    [InlineData("OK", DovecotAuthReplyKind.Other, 0)]
    [InlineData("OK\t", DovecotAuthReplyKind.Other, 0)]
    [InlineData("OK\t-1", DovecotAuthReplyKind.Other, 0)]
    [InlineData("OK\t5x", DovecotAuthReplyKind.Other, 0)]
    [InlineData("OK\t4294967296", DovecotAuthReplyKind.Other, 0)]
    [InlineData("ok\t5", DovecotAuthReplyKind.Other, 0)]
    [InlineData("OK 5", DovecotAuthReplyKind.Other, 0)]
    [InlineData("SPID\t5", DovecotAuthReplyKind.Other, 0)]
    [InlineData("", DovecotAuthReplyKind.Other, 0)]
    public void Lines_are_told_apart(string line, DovecotAuthReplyKind kind, long number)
    {
        DovecotAuthReply reply = DovecotAuthReply.Parse(Octets.Of(line));

        Assert.Equal(kind, reply.Kind);
        Assert.Equal(number, kind == DovecotAuthReplyKind.Other ? 0 : reply.Number);
    }

    [Fact]
    public void Parameters_are_found_by_their_whole_name()
    {
        DovecotAuthReply reply = DovecotAuthReply.Parse("FAIL\t1\tusers=x\tuser=a\u0001tb\ttemp\tcode="u8);

        Assert.True(reply.TryFind("user"u8, out byte[] user));
        Assert.Equal("a\tb", Octets.Text(user));
        Assert.True(reply.Has("temp"u8));
        Assert.True(reply.TryFind("code"u8, out byte[] code));
        Assert.Empty(code);
        Assert.False(reply.Has("tem"u8));
        Assert.False(reply.Has("FAIL"u8));
    }

    [Fact]
    public void A_conversation_cut_anywhere_means_the_same()
    {
        string seen = SplitInput.AssertSameOutcome(Octets.Of(Conversation), Run);

        Assert.Equal("Version1 Mechanism0 Other0 Other0 Other0 Done0 Failed1 Accepted2 Continue3 Other0 Other0 ", seen);
    }

    [Theory]
    [InlineData(DovecotAuthFramer.MaxLineBytes - 1, 0)]
    [InlineData(DovecotAuthFramer.MaxLineBytes, -1)]
    public void An_endless_line_is_found_out(int length, int result)
    {
        Assert.Equal(result, new DovecotAuthFramer().Scan(new byte[length]));
    }

    private static string Run(IEnumerable<ReadOnlyMemory<byte>> arrivals)
    {
        var framer = new DovecotAuthFramer();
        var seen = new StringBuilder();
        int consumed = 0;
        foreach (ReadOnlyMemory<byte> arrived in arrivals)
        {
            int length;
            while ((length = framer.Scan(arrived.Span[consumed..])) > 0)
            {
                DovecotAuthReply reply = DovecotAuthReply.Parse(arrived.Span.Slice(consumed, length - 1));
                seen.Append(reply.Kind).Append(reply.Kind == DovecotAuthReplyKind.Other ? 0 : reply.Number).Append(' ');
                consumed += length;
            }
        }

        return seen.ToString();
    }
}
