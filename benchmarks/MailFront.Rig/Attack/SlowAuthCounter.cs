using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace MailFront.Rig.Attack;

/// <summary>Asks slowauth how often it was asked.</summary>
internal static class SlowAuthCounter
{
    /// <summary>The counters so far; null when there is no slowauth to ask.</summary>
    public static async Task<JsonObject?> ReadAsync(IPEndPoint? control, CancellationToken cancellationToken)
    {
        if (control is null)
        {
            return null;
        }

        using var socket = new Socket(control.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(control, cancellationToken);
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
        return JsonNode.Parse(await reader.ReadToEndAsync(cancellationToken))?.AsObject();
    }
}
