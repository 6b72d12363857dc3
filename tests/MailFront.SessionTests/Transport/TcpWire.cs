using System.Net;
using System.Net.Sockets;
using MailFront.Transport;
using MailFront.Transport.Managed;

namespace MailFront.SessionTests.Transport;

public sealed class TcpWire : IWire
{
    public async ValueTask<(Channel Client, Channel Server)> ConnectAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!);
        var server = await listener.AcceptAsync();
        return (new ManagedChannel(new SocketTransportStream(client)), new ManagedChannel(new SocketTransportStream(server)));
    }
}
