using System.Text.Json;
using MailFront.Authentication.Mechanisms.OAuth;

namespace MailFront.UnitTests.Authentication.Mechanisms.OAuth;

public sealed class TokenClaimsTests
{
    private static readonly TokenRules _rules = new() { Issuer = "us", Audience = "mail", Scope = "imap", UserClaim = "preferred_username" };

    [Theory]
    [InlineData("""{"iss":"us","aud":"mail","scope":"openid imap","preferred_username":"anna"}""")]
    [InlineData("""{"iss":"us","aud":["x","mail"],"scp":["imap"],"preferred_username":"anna"}""")]
    public void Claims_that_keep_all_rules_name_the_user(string claims)
    {
        Assert.Equal((TokenStatus.Valid, "anna"), Judge(claims));
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{"aud":"mail","scope":"imap","preferred_username":"anna"}""")]
    [InlineData("""{"iss":"them","aud":"mail","scope":"imap","preferred_username":"anna"}""")]
    [InlineData("""{"iss":"us","scope":"imap","preferred_username":"anna"}""")]
    [InlineData("""{"iss":"us","aud":"mail other","scope":"imap","preferred_username":"anna"}""")]
    [InlineData("""{"iss":"us","aud":"mail","scope":"imaps","preferred_username":"anna"}""")]
    [InlineData("""{"iss":"us","aud":"mail","scope":"imap","email":"anna"}""")]
    [InlineData("""{"iss":"us","aud":"mail","scope":"imap","preferred_username":""}""")]
    [InlineData("""{"iss":"us","aud":"mail","scope":"imap","preferred_username":["anna"]}""")]
    [InlineData("""{"iss":"us","aud":"mail","scope":"imap","preferred_username":"anna","exp":"soon"}""")]
    [InlineData("""{"iss":"us","aud":"mail","scope":"imap","preferred_username":"anna","exp":1}""")]
    [InlineData("""{"iss":"us","aud":"mail","scope":"imap","preferred_username":"anna","nbf":"soon"}""")]
    public void Claims_that_break_one_rule_are_refused(string claims)
    {
        Assert.Equal((TokenStatus.Invalid, ""), Judge(claims));
    }

    private static (TokenStatus Status, string User) Judge(string claims)
    {
        using var document = JsonDocument.Parse(claims);
        var outcome = TokenClaims.Judge(document.RootElement, _rules, DateTimeOffset.UnixEpoch.AddDays(10_000), needsExpiry: false);
        return (outcome.Status, outcome.User);
    }
}
