using MailFront.Authentication.Checkers.Imap;
using MailFront.UnitTests.Protocol;

namespace MailFront.UnitTests.Authentication.Checkers.Imap;

public sealed class ImapCheckLoginCommandTests
{
    [Theory]
    [InlineData("anna", "pw", "M1 LOGIN \"anna\" \"pw\"\r\n")]
    [InlineData("an\"na", "p\\w", "M1 LOGIN \"an\\\"na\" \"p\\\\w\"\r\n")]
    [InlineData("anna", "p\r\nM2 DELETE x", "M1 LOGIN \"anna\" {14}\r\n|p\r\nM2 DELETE x\r\n")]
    [InlineData("\u00e9", "\u00fc", "M1 LOGIN {1}\r\n|\u00e9 {1}\r\n|\u00fc\r\n")]
    [InlineData("a\tb", "", "M1 LOGIN {3}\r\n|a\tb \"\"\r\n")]
    public void What_cannot_be_quoted_is_a_literal_that_the_server_must_ask_for(string user, string password, string pieces)
    {
        var cut = ImapCheckLoginCommand.Cut(Octets.Of(user), Octets.Of(password));

        Assert.Equal(pieces, string.Join('|', cut.Select(piece => Octets.Text(piece.WrittenSpan))));
    }
}
