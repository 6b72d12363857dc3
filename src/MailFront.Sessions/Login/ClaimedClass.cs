using System.Text;
using MailFront.Defence.Login;

namespace MailFront.Sessions.Login;

/// <summary>The class of a login of which no more is known than where it comes from and what name, if any, the client gives.</summary>
internal sealed class ClaimedClass(SessionRooms rooms, ClientConnection connection)
{
    /// <summary>By the name as it was sent; empty for none.</summary>
    public LoginClass Of(string name)
    {
        var source = connection.Source?.Address;
        var now = rooms.Time.GetElapsedTime(0);
        if (name.Length > 0)
        {
            var user = connection.Settings.UserNames.Canonicalise(Encoding.UTF8.GetBytes(name));
            return user.IsAccepted ? rooms.Evidence.Assess(new LoginFacts(user.Name, source), now).Class : LoginClass.Suspect;
        }

        var standing = rooms.Evidence.StandingOf(source, now);
        return standing.IsSuspect ? LoginClass.Suspect : standing.IsProven ? LoginClass.Known : LoginClass.New;
    }
}
