using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailFront.Load.Runs;

/// <summary>Asks the stub backend how many logins it accepted: a proxy that answers by itself must not look fast.</summary>
internal static class StubCounter
{
    /// <summary>The count so far; null when there is no stub to ask.</summary>
    public static async Task<long?> ReadAsync(IPEndPoint? stub, CancellationToken cancellationToken)
    {
        if (stub is null)
        {
            return null;
        }

        using var socket = new Socket(stub.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(stub, cancellationToken);
        await socket.SendAsync("GET /logins HTTP/1.0\r\n\r\n"u8.ToArray(), SocketFlags.None, cancellationToken);
        var answer = new byte[512];
        var length = 0;
        int count;
        do
        {
            count = await socket.ReceiveAsync(answer.AsMemory(length), SocketFlags.None, cancellationToken);
            length += count;
        }
        while (count > 0 && length < answer.Length);
        var text = Encoding.ASCII.GetString(answer, 0, length);
        return long.Parse(text[(text.LastIndexOf('\n') + 1)..], CultureInfo.InvariantCulture);
    }
}
