using MailFront.Authentication.Checkers;
using MailFront.Authentication.Checkers.DovecotAuth;
using MailFront.Protocol.DovecotAuth;
using MailFront.UnitTests.Protocol;

namespace MailFront.UnitTests.Authentication.Checkers.DovecotAuth;

public sealed class DovecotAuthVerdictTests
{
    [Theory]
    [InlineData("OK\t1\tuser=anna", CheckVerdict.Accepted, "anna")]
    [InlineData("OK\t1", CheckVerdict.Accepted, null)]
    [InlineData("OK\t1\tuser=anna\tproxy\tnologin\thost=be1", CheckVerdict.Accepted, "anna")]
    [InlineData("OK\t1\tuser=anna\tnologin", CheckVerdict.Wrong, null)]
    [InlineData("OK\t1\tuser=an\u0001nna", CheckVerdict.Unavailable, null)]
    [InlineData("OK\t1\tuser=", CheckVerdict.Unavailable, null)]
    [InlineData("OK\t1\tuser=\u00ff", CheckVerdict.Unavailable, null)]
    [InlineData("FAIL\t1\tuser=anna", CheckVerdict.Wrong, null)]
    [InlineData("FAIL\t1", CheckVerdict.Wrong, null)]
    [InlineData("FAIL\t1\tuser=anna\ttemp", CheckVerdict.Unavailable, null)]
    [InlineData("FAIL\t1\tuser=anna\tcode=temp_fail", CheckVerdict.Unavailable, null)]
    [InlineData("FAIL\t1\tuser=anna\tuser_disabled", CheckVerdict.Wrong, null)]
    [InlineData("FAIL\t1\tuser=anna\tcode=pass_expired", CheckVerdict.Wrong, null)]
    [InlineData("FAIL\t1\tuser=anna\tauthz", CheckVerdict.Wrong, null)]
    [InlineData("FAIL\t1\tuser=temp", CheckVerdict.Wrong, null)]
    [InlineData("CONT\t1\t", CheckVerdict.Unavailable, null)]
    public void Dovecot_s_own_trouble_is_never_a_wrong_password(string line, CheckVerdict verdict, string? user)
    {
        CheckOutcome outcome = DovecotAuthVerdict.Of(DovecotAuthReply.Parse(Octets.Of(line)));

        Assert.Equal(verdict, outcome.Verdict);
        Assert.Equal(user, outcome.User);
    }
}
