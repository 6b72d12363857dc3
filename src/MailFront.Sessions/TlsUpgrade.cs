using MailFront.Defence;
using MailFront.Sessions.Login;
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
        clock.ExpectHandshake();
        var outcome = await connection.Channel.SecureAsServerAsync(contexts, early);
        if (outcome.Status == TlsUpgradeStatus.Secured)
        {
            var tls = connection.Channel.Tls;
            Log.TlsStarted(connection.Service.Logger, tls?.ProtocolName ?? "TLS", tls?.CipherSuite ?? "unknown", connection.SessionId);
            return null;
        }

        if (outcome.Status != TlsUpgradeStatus.PeerClosed)
        {
            Log.TlsFailed(connection.Service.Logger, ClientAddress.Of(connection.Source), outcome.Detail ?? outcome.Status.ToString(), connection.SessionId);
        }

        return outcome.Status switch
        {
            TlsUpgradeStatus.EarlyPlaintext => CloseReason.PlaintextAfterStartTls,
            TlsUpgradeStatus.PeerClosed => CloseReason.ClientClosed,
            TlsUpgradeStatus.Interrupted => clock.Expired ?? CloseReason.Shutdown,
            _ => CloseReason.HandshakeFailed,
        };
    }
}
