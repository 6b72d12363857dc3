using MailFront.Protocol.Pop3;
using MailFront.Sessions.Login;

namespace MailFront.UnitTests.Sessions.Login;

public sealed class Pop3LoginStateTableTests
{
    // One row for each verb; one action for each of Unprotected, WithoutPasswords, Open and UserGiven.
    private static readonly Dictionary<Pop3Verb, Pop3LoginAction[]> _rows = new()
    {
        [Pop3Verb.Unknown] = [Pop3LoginAction.Unrecognized, Pop3LoginAction.Unrecognized, Pop3LoginAction.Unrecognized, Pop3LoginAction.Unrecognized],
        [Pop3Verb.User] = [Pop3LoginAction.RefuseUserPlaintext, Pop3LoginAction.RefuseUserPlaintext, Pop3LoginAction.TakeUser, Pop3LoginAction.RefuseSecondUser],
        [Pop3Verb.Pass] = [Pop3LoginAction.RefuseNoUser, Pop3LoginAction.RefuseNoUser, Pop3LoginAction.RefuseNoUser, Pop3LoginAction.TakePassword],
        [Pop3Verb.Apop] = [Pop3LoginAction.TakeDigest, Pop3LoginAction.TakeDigest, Pop3LoginAction.TakeDigest, Pop3LoginAction.TakeDigest],
        [Pop3Verb.Auth] = [Pop3LoginAction.RefuseAuthPlaintext, Pop3LoginAction.Authenticate, Pop3LoginAction.Authenticate, Pop3LoginAction.Authenticate],
        [Pop3Verb.Capa] = [Pop3LoginAction.Capabilities, Pop3LoginAction.Capabilities, Pop3LoginAction.Capabilities, Pop3LoginAction.Capabilities],
        [Pop3Verb.Stls] = [Pop3LoginAction.BeginTls, Pop3LoginAction.BeginTls, Pop3LoginAction.BeginTls, Pop3LoginAction.BeginTls],
        [Pop3Verb.Quit] = [Pop3LoginAction.Quit, Pop3LoginAction.Quit, Pop3LoginAction.Quit, Pop3LoginAction.Quit],
        [Pop3Verb.Noop] = [Pop3LoginAction.Unrecognized, Pop3LoginAction.Unrecognized, Pop3LoginAction.Unrecognized, Pop3LoginAction.Unrecognized],
    };

    [Fact]
    public void Every_verb_leads_where_the_rules_say_in_every_state()
    {
        foreach (var verb in Enum.GetValues<Pop3Verb>())
        {
            var actions = Enum.GetValues<Pop3LoginState>().Select(state => Pop3LoginStateTable.Look(state, verb));

            Assert.Equal((verb, string.Join(' ', _rows[verb])), (verb, string.Join(' ', actions)));
        }
    }
}
