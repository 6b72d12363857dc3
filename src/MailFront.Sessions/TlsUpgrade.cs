using MailFront.Defence;
using MailFront.Sessions.Login;
using MailFront.Transport.Handshakes;
using MailFront.Transport.Tls;

namespace MailFront.Sessions;

/// <summary>Secures the client's channel under the handshake deadline.</summary>
internal static class TlsUpgrade
{
    /// <summary>Null when the channel is secure, else why the connection ends.</summary>
    public static async ValueTask<CloseReason?> RunAsync(
        SessionRooms rooms, ClientConnection connection, LoginClock clock, TlsContexts contexts, EarlyBytes early)
    {
        connection.State = ConnectionState.Handshake;
        var turn = rooms.Handshakes is { IsOpen: false } gate ? new HandshakeTurn(gate, IsProven(rooms, connection), clock.HelloCame) : null;
        clock.ExpectHandshake(turn);
        var outcome = await connection.Channel.SecureAsServerAsync(contexts, early, turn);
        clock.HandshakeDone();
        if (outcome.Status == TlsUpgradeStatus.Secured)
        {
            var tls = connection.Channel.Tls;
            Log.TlsStarted(connection.Service.Logger, tls?.ProtocolName ?? "TLS", tls?.CipherSuite ?? "unknown", connection.SessionId);
            return null;
        }

        // A line for each client that was too many would be part of the flood; the gate tells their number.
        if (outcome.Status is not (TlsUpgradeStatus.PeerClosed or TlsUpgradeStatus.Refused))
        {
            Log.TlsFailed(connection.Service.Logger, ClientAddress.Of(connection.Source), outcome.Detail ?? outcome.Status.ToString(), connection.SessionId);
        }

        return outcome.Status switch
        {
            TlsUpgradeStatus.EarlyPlaintext => CloseReason.PlaintextAfterStartTls,
            TlsUpgradeStatus.PeerClosed => CloseReason.ClientClosed,
            TlsUpgradeStatus.Refused => CloseReason.Full,
            TlsUpgradeStatus.Interrupted => clock.Expired ?? CloseReason.Shutdown,
            _ => CloseReason.HandshakeFailed,
        };
    }

    private static bool IsProven(SessionRooms rooms, ClientConnection connection) =>
        rooms.Evidence.StandingOf(connection.Source?.Address, rooms.Time.GetElapsedTime(0)).IsProven;
}
