using MailFront.Protocol.Imap;
using MailFront.Sessions.Login;

namespace MailFront.UnitTests.Sessions.Login;

public sealed class ImapLoginStateTableTests
{
    // One row for each verb; one action for each of Unprotected, WithoutPasswords, PlaintextAllowed and Secure.
    private static readonly Dictionary<ImapVerb, ImapLoginAction[]> _rows = new()
    {
        [ImapVerb.Unknown] = [ImapLoginAction.RefuseUnauthenticated, ImapLoginAction.RefuseUnauthenticated, ImapLoginAction.RefuseUnauthenticated, ImapLoginAction.RefuseUnauthenticated],
        [ImapVerb.Capability] = [ImapLoginAction.Answer, ImapLoginAction.Answer, ImapLoginAction.Answer, ImapLoginAction.Answer],
        [ImapVerb.Id] = [ImapLoginAction.Answer, ImapLoginAction.Answer, ImapLoginAction.Answer, ImapLoginAction.Answer],
        [ImapVerb.Noop] = [ImapLoginAction.Answer, ImapLoginAction.Answer, ImapLoginAction.Answer, ImapLoginAction.Answer],
        [ImapVerb.Logout] = [ImapLoginAction.Logout, ImapLoginAction.Logout, ImapLoginAction.Logout, ImapLoginAction.Logout],
        [ImapVerb.StartTls] = [ImapLoginAction.BeginTls, ImapLoginAction.BeginTls, ImapLoginAction.BeginTls, ImapLoginAction.RefuseSecondTls],
        [ImapVerb.Login] = [ImapLoginAction.RefusePlaintext, ImapLoginAction.RefusePlaintext, ImapLoginAction.Authenticate, ImapLoginAction.Authenticate],
        [ImapVerb.Authenticate] = [ImapLoginAction.RefusePlaintext, ImapLoginAction.Authenticate, ImapLoginAction.Authenticate, ImapLoginAction.Authenticate],
        [ImapVerb.AfterLogin] = [ImapLoginAction.RefuseUnauthenticated, ImapLoginAction.RefuseUnauthenticated, ImapLoginAction.RefuseUnauthenticated, ImapLoginAction.RefuseUnauthenticated],
    };

    [Fact]
    public void Every_verb_leads_where_the_rules_say_in_every_state()
    {
        foreach (var verb in Enum.GetValues<ImapVerb>())
        {
            var actions = Enum.GetValues<ImapLoginState>().Select(state => ImapLoginStateTable.Look(state, verb));

            Assert.Equal((verb, string.Join(' ', _rows[verb])), (verb, string.Join(' ', actions)));
        }
    }
}
