using MailFront.Protocol.Ldap;

namespace MailFront.UnitTests.Protocol.Ldap;

public sealed class LdapMessageParserTests
{
    private const string BindRefused = "300C02010161070A013104000400";

    [Theory]
    [InlineData("300C02010161070A010004000400", 1, LdapOperation.BindResponse, LdapResultCode.Success)]
    [InlineData(BindRefused, 1, LdapOperation.BindResponse, LdapResultCode.InvalidCredentials)]
    [InlineData("30840000001002010161840000000" + "70A013104000400", 1, LdapOperation.BindResponse, LdapResultCode.InvalidCredentials)]
    [InlineData("300C02010765070A010404000400", 7, LdapOperation.SearchResultDone, LdapResultCode.SizeLimitExceeded)]
    [InlineData("300C02010178070A013404000400", 1, LdapOperation.ExtendedResponse, LdapResultCode.Unavailable)]
    [InlineData("300C02010061070A015004000400", 0, LdapOperation.BindResponse, (LdapResultCode)80)]
    public void A_result_is_read(string hex, int id, LdapOperation operation, LdapResultCode code)
    {
        Assert.True(LdapMessageParser.TryParse(Convert.FromHexString(hex), out LdapMessage? message));

        Assert.Equal(new LdapMessage(id, operation) { Code = code }, message);
    }

    [Fact]
    public void The_words_of_the_server_are_kept()
    {
        Assert.True(LdapMessageParser.TryParse(Convert.FromHexString("300E02010161090A01350400040268C3"), out LdapMessage? message));

        Assert.Equal("h\uFFFD", message.Diagnostic);
    }

    [Fact]
    public void Of_an_entry_only_the_name_is_read()
    {
        // dn "cn=a", one attribute with two values.
        Assert.True(LdapMessageParser.TryParse(Convert.FromHexString("3018020102641304" + "04636E3D61300B300904026F633103040161"), out LdapMessage? message));

        Assert.Equal(new LdapMessage(2, LdapOperation.SearchResultEntry) { EntryName = "cn=a" }, message);
    }

    [Fact]
    public void A_reference_to_another_server_is_recognised() =>
        Assert.True(LdapMessageParser.TryParse(Convert.FromHexString("300A0201027305040361" + "3A2F"), out LdapMessage? message)
            && message.Operation == LdapOperation.SearchResultReference);

    [Theory]
    [InlineData("300C02010160070A010004000400")]
    [InlineData("300502010142" + "00")]
    [InlineData("300C0201FF61070A010004000400")]
    [InlineData("300C02010131070A010004000400")]
    [InlineData("300C020101610702010004000400")]
    [InlineData("3000")]
    [InlineData("30050201016100")]
    [InlineData("300C02010161070A01000400040000")]
    public void What_a_server_may_not_send_is_refused(string hex) => Assert.False(LdapMessageParser.TryParse(Convert.FromHexString(hex), out _));

    [Fact]
    public void No_message_that_was_cut_or_damaged_throws()
    {
        byte[] whole = Convert.FromHexString(BindRefused);
        for (int at = 0; at < whole.Length; at++)
        {
            Assert.False(LdapMessageParser.TryParse(whole.AsMemory(0, at), out _));
            for (int value = 0; value <= byte.MaxValue; value++)
            {
                byte[] damaged = [.. whole];
                damaged[at] = (byte)value;
                Assert.Null(Record.Exception(() => LdapMessageParser.TryParse(damaged, out _)));
            }
        }
    }
}
