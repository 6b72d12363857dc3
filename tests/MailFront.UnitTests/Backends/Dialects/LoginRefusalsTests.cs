using MailFront.Backends;
using MailFront.Backends.Dialects;

namespace MailFront.UnitTests.Backends.Dialects;

public sealed class LoginRefusalsTests
{
    [Theory]
    [InlineData("UNAVAILABLE")]
    [InlineData("INUSE")]
    [InlineData("IN-USE")]
    [InlineData("LIMIT")]
    [InlineData("SERVERBUG")]
    [InlineData("CONTACTADMIN")]
    [InlineData("SYS/TEMP")]
    [InlineData("SYS/PERM")]
    [InlineData("LOGIN-DELAY")]
    public void A_busy_code_is_kept_whoever_logs_in(string code)
    {
        Assert.Equal((BackendFailureKind.Refused, code), LoginRefusals.Classify(code.ToLowerInvariant(), usesProxyCredentials: true));
        Assert.Equal((BackendFailureKind.Refused, code), LoginRefusals.Classify(code, usesProxyCredentials: false));
    }

    [Theory]
    [InlineData("AUTHENTICATIONFAILED")]
    [InlineData("AUTHORIZATIONFAILED")]
    [InlineData("EXPIRED")]
    [InlineData("PRIVACYREQUIRED")]
    [InlineData("AUTH")]
    [InlineData("X-EVIL")]
    [InlineData("")]
    [InlineData(null)]
    public void Proxy_credentials_are_never_a_wrong_password(string? code)
    {
        Assert.Equal((BackendFailureKind.LoginRefused, null), LoginRefusals.Classify(code, usesProxyCredentials: true));
    }

    [Theory]
    [InlineData("AUTHENTICATIONFAILED", null)]
    [InlineData("AUTH", null)]
    [InlineData("X-EVIL] * OK", null)]
    [InlineData(null, null)]
    [InlineData("expired", "EXPIRED")]
    public void The_users_own_password_is_wrong_unless_the_code_says_otherwise(string? code, string? kept)
    {
        Assert.Equal((BackendFailureKind.WrongPassword, kept), LoginRefusals.Classify(code, usesProxyCredentials: false));
    }
}
