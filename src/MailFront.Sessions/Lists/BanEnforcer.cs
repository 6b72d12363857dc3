using MailFront.Defence;
using MailFront.Defence.Lists;

namespace MailFront.Sessions.Lists;

/// <summary>
/// Carries a new ban out on what is open already. Connections before login from banned addresses end at once; sessions only when asked for, since an
/// address may be shared. Connections that merely try a banned user's name go on: their logins fail, and nobody is told more.
/// </summary>
public sealed class BanEnforcer(ConnectionLedger ledger, AccessLists lists, TimeProvider time)
{
    /// <summary>Ends what <paramref name="ban"/> hits; sessions too when <paramref name="kick"/> says so. Answers how many. From any thread; never waits.</summary>
    public int Enforce(Ban ban, bool kick)
    {
        var ended = 0;
        foreach (var connection in ledger.Connections)
        {
            var isHit = ban.Target.User is { } user ? kick && IsServed(connection, user) : IsFrom(connection, ban.Target.Network);
            if (isHit && (kick || connection.User is null))
            {
                connection.End(CloseReason.Banned, force: kick);
                ended++;
            }
        }

        return ended;
    }

    // The proof is given when the backend is asked; what comes before fails by itself.
    private static bool IsServed(ClientConnection connection, string user) =>
        connection.State is ConnectionState.Connecting or ConnectionState.Relaying && (connection.User ?? connection.AttemptedUser) == user;

    private bool IsFrom(ClientConnection connection, NetworkPrefix network) =>
        connection.Source?.Address is { } source
        && network.Contains(NetworkPrefix.Of(source))
        && lists.Look(source, time.GetElapsedTime(0)) == ListFinding.Banned;
}
