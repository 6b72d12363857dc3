using MailFront.Protocol.Imap;

namespace MailFront.UnitTests.Protocol.Imap;

public sealed class ImapIdParserTests
{
    [Theory]
    [InlineData(" NIL\r\n", "")]
    [InlineData(" nil\n", "")]
    [InlineData(" ()\r\n", "")]
    [InlineData(" (\"name\" \"mutt\" \"os\" NIL)\r\n", "name=mutt;os=(nil)")]
    [InlineData(" ({4+}\r\nname \"\")\r\n", "name=")]
    public void A_list_gives_its_pairs_in_order(string arguments, string expected)
    {
        ImapIdStatus status = ImapIdParser.TryParse(Octets.Of(arguments), ImapLimits.BeforeLogin, out IReadOnlyList<ImapIdField> fields);

        Assert.Equal(ImapIdStatus.Ok, status);
        Assert.Equal(expected, string.Join(';', fields.Select(field => $"{field.Name}={field.Value ?? "(nil)"}")));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData(" \r\n")]
    [InlineData("NIL\r\n")]
    [InlineData(" NIL \r\n")]
    [InlineData(" \"NIL\"\r\n")]
    [InlineData(" (\"name\")\r\n")]
    [InlineData(" (\"name\" \"x\"\r\n")]
    [InlineData(" (\"name\" \"x\"\"os\" \"y\")\r\n")]
    [InlineData(" (\"name\" \"x\" )\r\n")]
    [InlineData(" (name x)\r\n")]
    [InlineData(" (NIL \"x\")\r\n")]
    [InlineData(" ((\"name\" \"x\"))\r\n")]
    [InlineData(" (\"name\" (\"x\"))\r\n")]
    [InlineData(" (\"name\" \"x\") y\r\n")]
    [InlineData(" (\"name\" \"x\0\")\r\n")]
    public void Anything_else_is_malformed(string arguments)
    {
        ImapIdStatus status = ImapIdParser.TryParse(Octets.Of(arguments), ImapLimits.BeforeLogin, out IReadOnlyList<ImapIdField> fields);

        Assert.Equal(ImapIdStatus.Malformed, status);
        Assert.Empty(fields);
    }

    [Fact]
    public void Thirty_pairs_pass_and_one_more_does_not()
    {
        Assert.Equal(ImapIdStatus.Ok, Parse(ListOf(ImapIdParser.MaxPairs, 1, 1)));
        Assert.Equal(ImapIdStatus.TooManyPairs, Parse(ListOf(ImapIdParser.MaxPairs + 1, 1, 1)));
    }

    [Fact]
    public void Names_and_values_are_bounded()
    {
        Assert.Equal(ImapIdStatus.Ok, Parse(ListOf(1, ImapIdParser.MaxNameBytes, ImapIdParser.MaxValueBytes)));
        Assert.Equal(ImapIdStatus.NameTooLong, Parse(ListOf(1, ImapIdParser.MaxNameBytes + 1, 1)));
        Assert.Equal(ImapIdStatus.ValueTooLong, Parse(ListOf(1, 1, ImapIdParser.MaxValueBytes + 1)));
    }

    private static ImapIdStatus Parse(string arguments) => ImapIdParser.TryParse(Octets.Of(arguments), ImapLimits.BeforeLogin, out _);

    private static string ListOf(int pairs, int nameLength, int valueLength)
    {
        string pair = $"\"{new string('n', nameLength)}\" \"{new string('v', valueLength)}\"";
        return $" ({string.Join(' ', Enumerable.Repeat(pair, pairs))})\r\n";
    }
}
