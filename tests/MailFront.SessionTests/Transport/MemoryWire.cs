using MailFront.TestKit.Streams;
using MailFront.Transport;

namespace MailFront.SessionTests.Transport;

public sealed class MemoryWire : IWire
{
    public ValueTask<(Channel Client, Channel Server)> ConnectAsync()
    {
        var (client, server) = DuplexStreamPair.Channels();
        return new((client, server));
    }
}
