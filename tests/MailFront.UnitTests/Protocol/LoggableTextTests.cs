using System.Globalization;
using MailFront.Protocol;

namespace MailFront.UnitTests.Protocol;

public sealed class LoggableTextTests
{
    [Theory]
    [InlineData("joe@example.org", "joe@example.org")]
    [InlineData("jörg ☃ 李", "jörg ☃ 李")]
    [InlineData("a\r\nbadlogin: x [1.2.3.4] plain", "a\\x0d\\x0abadlogin: x \\x5b1.2.3.4\\x5d plain")]
    [InlineData("(x) {0} %n <a> \"q\" \\", "\\x28x\\x29 \\x7b0\\x7d %n \\x3ca\\x3e \\x22q\\x22 \\x5c")]
    [InlineData("\0\t\u001b[31m\u007f", "\\x00\\x09\\x1b\\x5b31m\\x7f")]
    [InlineData("a\u0085b\u2028c\u202ed\u00a0e", "a\\xc2\\x85b\\xe2\\x80\\xa8c\\xe2\\x80\\xaed\\xc2\\xa0e")]
    [InlineData("", "")]
    public void Text_stays_readable_and_cannot_leave_its_field(string text, string expected)
    {
        Assert.Equal(expected, LoggableText.From(text).ToString());
        Assert.Equal(expected, LoggableText.From(System.Text.Encoding.UTF8.GetBytes(text)).ToString());
    }

    [Fact]
    public void Octets_that_are_not_utf8_appear_as_numbers() =>
        Assert.Equal("\\xc0\\xafx\\xff\\xed\\xa0\\x80", LoggableText.From(Octets.Of("\xc0\xafx\xff\xed\xa0\x80")).ToString());

    [Fact]
    public void Nothing_gives_empty_text()
    {
        Assert.Equal("", default(LoggableText).ToString());
        Assert.Equal("", LoggableText.From((string?)null).ToString());
    }

    [Fact]
    public void An_unpaired_surrogate_becomes_the_replacement_character() => Assert.Equal("a\ufffdb", LoggableText.From("a\ud800b").ToString());

    [Fact]
    public void Long_text_is_cut_with_a_mark()
    {
        string full = new('a', LoggableText.MaxLength);

        Assert.Equal(full, LoggableText.From(full).ToString());
        Assert.Equal(full[1..] + "…", LoggableText.From(full + "a").ToString());
        Assert.Equal(LoggableText.MaxLength, LoggableText.From(new string('\n', 10_000)).ToString().Length);
    }

    [Fact]
    public void A_cut_does_not_split_a_surrogate_pair()
    {
        string text = LoggableText.From(new string('a', LoggableText.MaxLength - 2) + "😀bcd").ToString();

        Assert.Equal(new string('a', LoggableText.MaxLength - 2) + "…", text);
    }

    [Fact]
    public void Random_octets_never_give_a_framing_or_invisible_character()
    {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++)
        {
            string text = LoggableText.From(Octets.Random(random, 200, "ab[]()\r\n \\\"")).ToString();

            Assert.True(text.Length <= LoggableText.MaxLength);
            Assert.DoesNotContain(text, character => "[](){}<>\"\r\n".Contains(character) || char.IsControl(character)
                || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator);
        }
    }
}
