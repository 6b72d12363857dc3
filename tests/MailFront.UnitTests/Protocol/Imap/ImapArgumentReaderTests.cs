using MailFront.Protocol;
using MailFront.Protocol.Imap;

namespace MailFront.UnitTests.Protocol.Imap;

public sealed class ImapArgumentReaderTests
{
    private static readonly ImapLimits _limits = ImapLimits.BeforeLogin with { MaxArguments = 3 };

    [Theory]
    [InlineData("joe", "joe")]
    [InlineData("joe]@x", "joe]@x")]
    [InlineData("a%b*c\\d", "a%b*c\\d")]
    [InlineData("\"\"", "")]
    [InlineData("\"jo e\"", "jo e")]
    [InlineData("\"a\\\"b\\\\\"", "a\"b\\")]
    [InlineData("\"j\xc3\xb6\"", "j\xc3\xb6")]
    [InlineData("\"\x01\t\"", "\x01\t")]
    [InlineData("{0}\r\n", "")]
    [InlineData("{3}\r\na\r\n", "a\r\n")]
    [InlineData("{4+}\n\"\\x\xff", "\"\\x\xff")]
    public void A_string_gives_its_value_in_each_form(string form, string expected)
    {
        var reader = new ImapArgumentReader(Octets.Of($" {form}\r\n"), _limits);

        Assert.True(reader.TryReadSpace());
        Assert.True(reader.TryReadAstring(out ImapString value));
        Assert.True(reader.AtEnd);
        Assert.Equal(expected, Octets.Text(value.ToArray()));
        Assert.Equal(expected.Length, value.Length);
        using Secret secret = value.ToSecret();
        Assert.Equal(expected, Octets.Text(secret.Bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("(x)")]
    [InlineData("\"open")]
    [InlineData("\"a\0b\"")]
    [InlineData("\"a\rb\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"a\\xb\"")]
    [InlineData("\"a\\")]
    [InlineData("\xe9")]
    [InlineData("\0")]
    [InlineData("{2}\r\na\0")]
    [InlineData("{9}\r\nab")]
    [InlineData("{2}ab")]
    [InlineData("{-1}\r\nab")]
    [InlineData("{18446744073709551617}\r\nab")]
    [InlineData("{4294967297}\r\nab")]
    public void What_is_no_string_is_refused_and_nothing_is_read(string form)
    {
        var reader = new ImapArgumentReader(Octets.Of(form), _limits);

        Assert.False(reader.TryReadAstring(out _));
        Assert.False(reader.IsOverLimit);

        var untouched = new ImapArgumentReader(Octets.Of("\r\n"), _limits);
        Assert.True(untouched.AtEnd);
    }

    [Theory]
    [InlineData("jo\xe9 x\r\n", "jo")]
    [InlineData("jo\0x\r\n", "jo")]
    [InlineData("jo{3}\r\n", "jo")]
    [InlineData("jo\"x\"\r\n", "jo")]
    public void An_atom_stops_where_its_characters_end_so_that_the_rest_is_an_error(string input, string atom)
    {
        var reader = new ImapArgumentReader(Octets.Of(input), _limits);

        Assert.True(reader.TryReadAstring(out ImapString value));
        Assert.Equal(atom, value.ToString());
        Assert.False(reader.AtEnd);
        Assert.False(reader.TryReadSpace() && reader.AtEnd);
    }

    [Theory]
    [InlineData("PLAIN\r\n", true)]
    [InlineData("X-a+b=\r\n", true)]
    [InlineData("a]\r\n", true)]
    [InlineData("%\r\n", false)]
    [InlineData("\\\r\n", false)]
    [InlineData("\"x\"\r\n", false)]
    public void Atoms_keep_to_the_strict_grammar(string input, bool isAtom)
    {
        var reader = new ImapArgumentReader(Octets.Of(input), _limits);

        Assert.Equal(isAtom, reader.TryReadAtom(out _));
    }

    [Theory]
    [InlineData("\r\n", true)]
    [InlineData("\n", true)]
    [InlineData("", false)]
    [InlineData(" \r\n", false)]
    [InlineData("\r\n\r\n", false)]
    [InlineData("\r", false)]
    public void The_end_is_exactly_the_line_end(string input, bool isEnd)
    {
        var reader = new ImapArgumentReader(Octets.Of(input), _limits);

        Assert.Equal(isEnd, reader.AtEnd);
    }

    [Theory]
    [InlineData("NIL\r\n", true, true)]
    [InlineData("nil\r\n", true, true)]
    [InlineData("\"NIL\"\r\n", true, false)]
    [InlineData("{3+}\r\nNIL\r\n", true, false)]
    [InlineData("NILS\r\n", false, false)]
    [InlineData("joe\r\n", false, false)]
    public void Nil_is_told_from_the_string_nil(string input, bool isRead, bool expectedNil)
    {
        var reader = new ImapArgumentReader(Octets.Of(input), _limits);

        Assert.Equal(isRead, reader.TryReadNstring(out _, out bool isNil));
        Assert.Equal(expectedNil, isNil);
        Assert.Equal(isRead, reader.AtEnd);
    }

    [Fact]
    public void Lists_nest_no_deeper_than_the_limit()
    {
        var reader = new ImapArgumentReader(Octets.Of("(())\r\n"), _limits);

        Assert.True(reader.TryReadOpen());
        Assert.False(reader.TryReadOpen());
        Assert.True(reader.IsOverLimit);
    }

    [Fact]
    public void An_open_list_is_not_the_end_and_a_closed_one_cannot_close_again()
    {
        var open = new ImapArgumentReader(Octets.Of("(\r\n"), _limits);
        var closed = new ImapArgumentReader(Octets.Of("())\r\n"), _limits);

        Assert.True(open.TryReadOpen());
        Assert.False(open.AtEnd);
        Assert.True(closed.TryReadOpen() && closed.TryReadClose());
        Assert.False(closed.TryReadClose());
    }

    [Fact]
    public void Arguments_are_counted_whatever_their_form()
    {
        var reader = new ImapArgumentReader(Octets.Of("a \"b\" {1}\r\nc d\r\n"), _limits);

        for (int i = 0; i < _limits.MaxArguments; i++)
        {
            Assert.True(reader.TryReadAstring(out _) && reader.TryReadSpace());
        }

        Assert.False(reader.TryReadAstring(out _));
        Assert.True(reader.IsOverLimit);
    }

    [Fact]
    public void Text_is_decoded_strictly_where_it_names_somebody()
    {
        var good = new ImapArgumentReader(Octets.Of("\"j\xc3\xb6\\\"e\"\r\n"), _limits);
        var overlong = new ImapArgumentReader(Octets.Of("{2+}\r\n\xc0\xaf\r\n"), _limits);
        var surrogate = new ImapArgumentReader(Octets.Of("{3+}\r\n\xed\xa0\x80\r\n"), _limits);

        Assert.True(good.TryReadAstring(out ImapString name));
        Assert.True(name.TryDecodeUtf8(out string text));
        Assert.Equal("jö\"e", text);
        Assert.True(overlong.TryReadAstring(out name));
        Assert.False(name.TryDecodeUtf8(out _));
        Assert.True(surrogate.TryReadAstring(out name));
        Assert.False(name.TryDecodeUtf8(out _));
    }

    [Fact]
    public void Comparison_ignores_case_and_escapes()
    {
        var reader = new ImapArgumentReader(Octets.Of("\"A\\\\b\" Plain\r\n"), _limits);

        Assert.True(reader.TryReadAstring(out ImapString escaped));
        Assert.True(escaped.EqualsIgnoreCase("a\\B"u8));
        Assert.True(reader.TryReadSpace() && reader.TryReadAstring(out ImapString plain) && plain.EqualsIgnoreCase("PLAIN"u8));
    }
}
