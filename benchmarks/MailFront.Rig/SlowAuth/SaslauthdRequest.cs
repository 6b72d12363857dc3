using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace MailFront.Rig.SlowAuth;

/// <summary>A question to saslauthd: login, password, service and realm as counted strings (cyrus-sasl saslauthd/ipc_unix.c).</summary>
internal readonly record struct SaslauthdRequest(string Login, string Password)
{
    private const int Strings = 4;
    private const int CountBytes = 2;

    /// <summary>Longest string that saslauthd takes (MAX_REQ_LEN).</summary>
    private const int MaxStringBytes = 256;

    /// <summary>Reads a whole question; null when the asker left or says something else.</summary>
    public static async Task<SaslauthdRequest?> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var texts = new string[Strings];
        var buffer = new byte[MaxStringBytes];
        for (var i = 0; i < Strings; i++)
        {
            if (!await FillAsync(socket, buffer.AsMemory(0, CountBytes), cancellationToken))
            {
                return null;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(buffer);
            if (length > MaxStringBytes || !await FillAsync(socket, buffer.AsMemory(0, length), cancellationToken))
            {
                return null;
            }

            texts[i] = Encoding.UTF8.GetString(buffer, 0, length);
        }

        return new SaslauthdRequest(texts[0], texts[1]);
    }

    private static async ValueTask<bool> FillAsync(Socket socket, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (buffer.Length > 0)
        {
            var count = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
            if (count == 0)
            {
                return false;
            }

            buffer = buffer[count..];
        }

        return true;
    }
}
