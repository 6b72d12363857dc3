using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Cyrus;

[Collection(CyrusSessions.Name)]
public sealed class TroubleBehindCyrusTests(CyrusFront fixture)
{
    // Nobody else logs in as him: the front does not know his password.
    private static readonly TestUser _newcomer = CyrusFront.UserNamed("user0023");

    [Fact]
    public async Task Without_saslauthd_new_logins_fail_for_the_moment_and_then_work_again_and_those_seen_before_go_on()
    {
        await using (await ImapConversation.LoggedInAsync(fixture.Front.Imap, CyrusMurder.UserOnBe1))
        {
        }

        await fixture.Saslauthd.StopAsync();
        try
        {
            await using var imap = await ImapConversation.ConnectAsync(fixture.Front.Imap);
            await using var pop3 = await Pop3Conversation.ConnectAsync(fixture.Front.Pop3);

            Assert.StartsWith(
                "NO [UNAVAILABLE] ", (await imap.CommandAsync($"LOGIN {_newcomer.Name} {_newcomer.Password}")).Status, StringComparison.Ordinal);
            Assert.StartsWith("-ERR [SYS/TEMP] ", await pop3.PassAsync(_newcomer), StringComparison.Ordinal);
            await using var known = await ImapConversation.LoggedInAsync(fixture.Front.Imap, CyrusMurder.UserOnBe1);
        }
        finally
        {
            await fixture.Saslauthd.StartAgainAsync();
        }

        await using var again = await ImapConversation.LoggedInAsync(fixture.Front.Imap, _newcomer);
    }

    [Fact]
    public async Task Without_its_backend_a_login_fails_for_the_moment_and_then_works_again()
    {
        await fixture.Murder.StopAsync("be1");
        try
        {
            await using var imap = await ImapConversation.ConnectAsync(fixture.Front.Imap);
            await using var pop3 = await Pop3Conversation.ConnectAsync(fixture.Front.Pop3);

            Assert.StartsWith(
                "NO [UNAVAILABLE] ", (await imap.CommandAsync($"LOGIN user0001 {CyrusMurder.UserOnBe1.Password}")).Status, StringComparison.Ordinal);
            Assert.StartsWith("-ERR [SYS/TEMP] ", await pop3.PassAsync(CyrusMurder.UserOnBe1), StringComparison.Ordinal);
            await fixture.Front.WaitForLogAsync("be1");
        }
        finally
        {
            await fixture.Murder.StartAsync();
        }

        await using var again = await ImapConversation.LoggedInAsync(fixture.Front.Imap, CyrusMurder.UserOnBe1);
    }
}
