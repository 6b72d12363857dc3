using MailFront.Authentication.Names;
using MailFront.Protocol;

namespace MailFront.UnitTests.Authentication.Names;

public sealed class LoginNamesTests
{
    [Theory]
    [InlineData("Anna", "", "anna", "anna", true)]
    [InlineData("anna", "ANNA", "anna", "anna", true)]
    [InlineData("anna@example.org", "anna", "anna", "anna", true)]
    [InlineData("anna", "bert", "anna", "bert", false)]
    [InlineData("Cyrus", "bert", "cyrus", "bert", true)]
    [InlineData("cyrus", "be*rt", "cyrus", "", false)]
    [InlineData("bert", "cyrus", "bert", "cyrus", false)]
    public void Only_admins_act_as_somebody_else(string authcid, string authzid, string user, string actsAs, bool mayAct)
    {
        var identity = Names().Resolve(authcid, authzid);

        Assert.Equal((true, user, actsAs, mayAct), (identity.IsName, identity.User, identity.ActsAs, identity.MayAct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("an*na")]
    [InlineData("anonymous")]
    public void What_is_no_name_is_nobody(string authcid)
    {
        Assert.False(Names().Resolve(authcid, "").IsName);
    }

    [Theory]
    [InlineData("anna+work", "anna", "anna", "anna+work")]
    [InlineData("anna+work@other.org", "anna@other.org", "anna@other.org", "anna+work@other.org")]
    [InlineData("anna", "anna", "anna", "anna")]
    public void The_detail_goes_to_pop3_backends_only(string sent, string user, string imap, string pop3)
    {
        var identity = Names(cutDetail: true).Resolve(sent, "");

        Assert.Equal((user, imap, pop3), (identity.ActsAs, identity.BackendName(MailProtocol.Imap), identity.BackendName(MailProtocol.Pop3)));
    }

    [Fact]
    public void Without_the_option_a_plus_belongs_to_the_name()
    {
        var identity = Names().Resolve("anna+work", "");

        Assert.Equal(("anna+work", "anna+work"), (identity.ActsAs, identity.BackendName(MailProtocol.Pop3)));
    }

    private static LoginNames Names(bool cutDetail = false) => new(
        new UserNamePolicy(new UserNameOptions { VirtualDomains = VirtualDomainsMode.UserId, DefaultDomain = "example.org", CutDetail = cutDetail }),
        ["CYRUS@example.org", "bad*admin"]);
}
