using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace MailFront.UnitTests.Authentication.Fakes;

/// <summary>A saslauthd on a unix socket in a folder of its own; what it does with each connection is the test's to say.</summary>
internal sealed class FakeSaslauthd : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("saslauthd").FullName;
    private readonly List<Socket> _clients = [];
    private readonly Task _accepting;

    public FakeSaslauthd(Func<Socket, Task> serve, int backlog = 32)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen(backlog);
        _accepting = AcceptAsync(serve);
    }

    public string Folder => _folder;

    public string Path => System.IO.Path.Combine(_folder, "mux");

    /// <summary>Answers each request with these octets, whole, and waits for the client to close, as saslauthd does.</summary>
    public static FakeSaslauthd Answering(byte[] reply, Action<string[]>? note = null) => new(async client =>
    {
        string[] request = await ReadRequestAsync(client);
        note?.Invoke(request);
        await client.SendAsync(reply);
        await UntilClosedAsync(client);
    });

    public static byte[] Reply(string text) => [(byte)(text.Length >> 8), (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    public static async Task<string[]> ReadRequestAsync(Socket client, int count = 4)
    {
        string[] fields = new string[count];
        for (int i = 0; i < fields.Length; i++)
        {
            byte[] length = await ReadAsync(client, 2);
            fields[i] = Encoding.UTF8.GetString(await ReadAsync(client, BinaryPrimitives.ReadUInt16BigEndian(length)));
        }

        return fields;
    }

    public static async Task UntilClosedAsync(Socket client)
    {
        while (await client.ReceiveAsync(new byte[100]) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static async Task<byte[]> ReadAsync(Socket client, int count)
    {
        byte[] octets = new byte[count];
        for (int at = 0; at < count;)
        {
            int received = await client.ReceiveAsync(octets.AsMemory(at));
            at += received > 0 ? received : throw new EndOfStreamException();
        }

        return octets;
    }

    private async Task AcceptAsync(Func<Socket, Task> serve)
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptAsync();
                _clients.Add(client);
                serving.Add(ServeAsync(client, serve));
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // Disposed: no client may keep the daemon, not even one whose test has failed.
            _clients.ForEach(client => client.Dispose());
        }

        await Task.WhenAll(serving);
    }

    private static async Task ServeAsync(Socket client, Func<Socket, Task> serve)
    {
        using (client)
        {
            try
            {
                await serve(client);
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException or IOException)
            {
                // The client left.
            }
        }
    }
}
