using MailFront.Defence;
using MailFront.Protocol.ProxyHeader;
using MailFront.Sessions.Login;
using MailFront.Transport;
using MailFront.Transport.Tls;

namespace MailFront.Sessions;

/// <summary>What happens before the first word: the PROXY header, then the TLS handshake of an implicit TLS service.</summary>
internal sealed class Entrance
{
    private readonly SessionRooms _rooms;
    private readonly ClientConnection _connection;
    private readonly LoginClock _clock;

    public Entrance(SessionRooms rooms, ClientConnection connection, LoginClock clock)
    {
        _rooms = rooms;
        _connection = connection;
        _clock = clock;
    }

    /// <summary>Null when the dialogue may begin, else why the connection ends.</summary>
    public async ValueTask<CloseReason?> EnterAsync()
    {
        var settings = _connection.Settings;
        if (settings.ExpectsProxyHeader && await ReadProxyHeaderAsync(settings) is { } refused)
        {
            return refused;
        }

        if (!settings.ImplicitTls)
        {
            return null;
        }

        return settings.Tls is null
            ? CloseReason.HandshakeFailed
            : await TlsUpgrade.RunAsync(_rooms, _connection, _clock, settings.Tls, EarlyBytes.Handshake);
    }

    private async ValueTask<CloseReason?> ReadProxyHeaderAsync(ServiceSettings settings)
    {
        _connection.State = ConnectionState.ProxyHeader;
        _clock.ExpectProxyHeader();
        if (!IsTrusted(settings))
        {
            Log.UntrustedProxy(_connection.Service.Logger, ClientAddress.Of(_connection.Source), _connection.SessionId);
            return CloseReason.UntrustedProxy;
        }

        while (true)
        {
            switch (ProxyHeaderParser.Parse(_connection.Channel.Unread.Span, out var header, out var consumed))
            {
                case ProxyHeaderStatus.Ok:
                    _connection.Channel.Consume(consumed);
                    return Adopt(header);
                case ProxyHeaderStatus.Invalid:
                    return CloseReason.ProxyHeaderInvalid;
            }

            if (await ReceiveAsync() is { } reason)
            {
                return reason;
            }
        }
    }

    private async ValueTask<CloseReason?> ReceiveAsync() => await _connection.Channel.ReadMoreAsync(ProxyHeaderParser.MaxBytes) switch
    {
        ReadStatus.Data => null,
        ReadStatus.EndOfStream => CloseReason.ClientClosed,
        ReadStatus.Full => CloseReason.ProxyHeaderInvalid,
        ReadStatus.Interrupted => _clock.Expired ?? CloseReason.Shutdown,
        _ => CloseReason.ClientBroken,
    };

    private CloseReason? Adopt(ProxyHeader header)
    {
        // LOCAL and UNKNOWN come from the balancer's own checks: the connection keeps the balancer's address.
        if (header.Source is null)
        {
            return null;
        }

        _connection.Source = header.Source;
        _connection.Destination = header.Destination;
        _connection.Seat.MoveTo(header.Source.Address);
        var verdict = _rooms.Defence.Decide(Checkpoint.ProxiedSource, new ClientFacts
        {
            Source = header.Source.Address,
            Session = _connection.SessionId,
            Service = _connection.Service.Name,
            Now = _rooms.Time.GetElapsedTime(0),
        });
        _rooms.Rules.Withheld.Note(verdict, header.Source);
        return verdict.Action == VerdictAction.Proceed ? null : verdict.Reason == VerdictReason.Banned ? CloseReason.Banned : CloseReason.Denied;
    }

    private bool IsTrusted(ServiceSettings settings)
    {
        // A unix socket has no address; who may connect is a matter of its directory's permissions.
        if (_connection.Source is not { } source)
        {
            return true;
        }

        var address = source.Address.IsIPv4MappedToIPv6 ? source.Address.MapToIPv4() : source.Address;
        foreach (var network in settings.TrustedProxies)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
