using System.Net.Sockets;
using MailFront.Transport;
using MailFront.Transport.Managed;

namespace MailFront.SessionTests.Transport;

public sealed class UnixWire : IWire
{
    public async ValueTask<(Channel Client, Channel Server)> ConnectAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mailfront-{Guid.NewGuid():N}.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(path));
        var server = await listener.AcceptAsync();
        File.Delete(path);
        return (new ManagedChannel(new SocketTransportStream(client)), new ManagedChannel(new SocketTransportStream(server)));
    }
}
