using MailFront.Authentication.Checkers;
using MailFront.Authentication.Checkers.Imap;
using MailFront.UnitTests.Protocol;

namespace MailFront.UnitTests.Authentication.Checkers.Imap;

public sealed class ImapCheckRefusalTests
{
    [Theory]
    [InlineData("", CheckVerdict.Wrong)]
    [InlineData("AUTHENTICATIONFAILED", CheckVerdict.Wrong)]
    [InlineData("AUTHORIZATIONFAILED", CheckVerdict.Wrong)]
    [InlineData("EXPIRED", CheckVerdict.Wrong)]
    [InlineData("CONTACTADMIN", CheckVerdict.Wrong)]
    [InlineData("ALERT", CheckVerdict.Wrong)]
    [InlineData("UNAVAILABLE", CheckVerdict.Unavailable)]
    [InlineData("unavailable", CheckVerdict.Unavailable)]
    [InlineData("INUSE", CheckVerdict.Unavailable)]
    [InlineData("LIMIT", CheckVerdict.Unavailable)]
    [InlineData("PRIVACYREQUIRED", CheckVerdict.Unavailable)]
    [InlineData("SERVERBUG", CheckVerdict.Unavailable)]
    public void The_code_tells_whose_trouble_it_is(string code, CheckVerdict verdict)
    {
        Assert.Equal(verdict, ImapCheckRefusal.Judge(Octets.Of(code)).Verdict);
    }
}
