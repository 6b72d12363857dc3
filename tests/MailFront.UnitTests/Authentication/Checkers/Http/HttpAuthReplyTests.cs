using System.Net;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Checkers.Http;

namespace MailFront.UnitTests.Authentication.Checkers.Http;

public sealed class HttpAuthReplyTests
{
    [Theory]
    [InlineData(200, "Auth-Status: OK", CheckVerdict.Accepted)]
    [InlineData(200, "auth-status: OK", CheckVerdict.Accepted)]
    [InlineData(204, "Auth-Status: OK", CheckVerdict.Accepted)]
    [InlineData(200, "Auth-Status: ok", CheckVerdict.Wrong)]
    [InlineData(200, "Auth-Status: Invalid login or password", CheckVerdict.Wrong)]
    [InlineData(403, "Auth-Status: Invalid login or password", CheckVerdict.Wrong)]
    [InlineData(200, "Auth-Status: no|Auth-Error-Code: 535 5.7.8", CheckVerdict.Wrong)]
    [InlineData(200, "Auth-Status: no|Auth-Error-Code: 451 4.3.2", CheckVerdict.Unavailable)]
    [InlineData(200, "Auth-Status: WAIT|Auth-Wait: 3", CheckVerdict.Unavailable)]
    [InlineData(403, "Auth-Status: OK", CheckVerdict.Unavailable)]
    [InlineData(302, "Auth-Status: OK|Location: http://elsewhere/", CheckVerdict.Unavailable)]
    [InlineData(500, "Auth-Status: OK", CheckVerdict.Unavailable)]
    [InlineData(503, "Auth-Status: no", CheckVerdict.Unavailable)]
    [InlineData(200, "", CheckVerdict.Unavailable)]
    [InlineData(401, "", CheckVerdict.Unavailable)]
    [InlineData(200, "Auth-Status: ", CheckVerdict.Unavailable)]
    [InlineData(200, "Auth-Status: OK|Auth-Status: no", CheckVerdict.Unavailable)]
    public void The_status_decides(int code, string headers, CheckVerdict verdict)
    {
        Assert.Equal(verdict, Judge(code, headers).Verdict);
    }

    [Theory]
    [InlineData("Auth-Server: 192.0.2.1|Auth-Port: 143", "192.0.2.1:143")]
    [InlineData("Auth-Server: be1.example.org|Auth-Port: 993", "be1.example.org:993")]
    [InlineData("Auth-Server: 2001:db8::1|Auth-Port: 143", "[2001:db8::1]:143")]
    [InlineData("Auth-Server: [2001:db8::1]|Auth-Port: 143", "[2001:db8::1]:143")]
    [InlineData("Auth-Server: be1", "be1")]
    [InlineData("Auth-Port: 143", null)]
    public void Server_and_port_are_the_location(string headers, string? location)
    {
        Assert.Equal(location, Judge(200, "Auth-Status: OK|" + headers).Location);
    }

    [Theory]
    [InlineData("Auth-Server: be1/x|Auth-Port: 143")]
    [InlineData("Auth-Server: be1:25|Auth-Port: 143")]
    [InlineData("Auth-Server: be1|Auth-Port: 0")]
    [InlineData("Auth-Server: be1|Auth-Port: 65536")]
    [InlineData("Auth-Server: be1|Auth-Port: x")]
    [InlineData("Auth-Server: |Auth-Port: 143")]
    [InlineData("Auth-Server: be1|Auth-Server: be2|Auth-Port: 143")]
    [InlineData("Auth-User: an\u0001na")]
    [InlineData("Auth-User: anna|Auth-User: root")]
    public void Headers_that_cannot_be_used_let_nobody_in(string headers)
    {
        Assert.Equal(CheckVerdict.Unavailable, Judge(200, "Auth-Status: OK|" + headers).Verdict);
    }

    [Fact]
    public void The_user_may_be_another_one()
    {
        Assert.Equal("anna@example.org", Judge(200, "Auth-Status: OK|Auth-User: anna@example.org").User);
    }

    private static CheckOutcome Judge(int code, string headers)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)code);
        foreach (string[] header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 2)))
        {
            response.Headers.TryAddWithoutValidation(header[0], header[1].Trim());
        }

        return HttpAuthReply.Judge(response);
    }
}
