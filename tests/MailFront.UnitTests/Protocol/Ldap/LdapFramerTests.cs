using MailFront.Protocol.Ldap;
using MailFront.TestKit.Splitting;

namespace MailFront.UnitTests.Protocol.Ldap;

public sealed class LdapFramerTests
{
    private const int Limit = 1024;

    [Theory]
    [InlineData("3003020101", 5)]
    [InlineData("308103020101", 6)]
    [InlineData("3084000000030201013000", 9)]
    [InlineData("3000", 2)]
    public void A_whole_message_is_found_whatever_the_form_of_its_length(string hex, int length)
    {
        byte[] octets = Convert.FromHexString(hex);

        string outcome = SplitInput.AssertSameOutcome(octets, parts =>
        {
            LdapFrame frame = default;
            foreach (ReadOnlyMemory<byte> part in parts)
            {
                frame = LdapFramer.Find(part.Span, Limit);
                if (frame.Status != LdapFrameStatus.Incomplete)
                {
                    break;
                }
            }

            return frame.ToString();
        });

        Assert.Equal(new LdapFrame(LdapFrameStatus.Complete, length).ToString(), outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3005")]
    [InlineData("300502")]
    [InlineData("3082")]
    [InlineData("308201")]
    [InlineData("30820100")]
    public void Part_of_a_message_is_waited_for(string hex) =>
        Assert.Equal(LdapFrameStatus.Incomplete, LdapFramer.Find(Convert.FromHexString(hex), Limit).Status);

    [Theory]
    [InlineData("30820400")]
    [InlineData("3084FFFFFFFF")]
    [InlineData("30847FFFFFFF")]
    [InlineData("308303FFFF")]
    public void A_message_that_claims_to_be_too_long_is_refused_before_it_has_come(string hex) =>
        Assert.Equal(LdapFrameStatus.TooLong, LdapFramer.Find(Convert.FromHexString(hex), Limit).Status);

    [Theory]
    [InlineData("3080")]
    [InlineData("3085000000000302")]
    [InlineData("30FF")]
    [InlineData("02")]
    [InlineData("2A204F4B")]
    [InlineData("485454502F312E31")]
    public void What_is_no_message_is_said_to_be_none(string hex) =>
        Assert.Equal(LdapFrameStatus.Malformed, LdapFramer.Find(Convert.FromHexString(hex), Limit).Status);
}
