using System.Net.Sockets;
using MailFront.Protocol.Saslauthd;

namespace MailFront.Authentication.Checkers;

/// <summary>
/// One question to saslauthd on a connection of its own. saslauthd keeps the worker that answered until the client closes, so the owner disposes
/// this as soon as there is an answer, or none is wanted any more.
/// </summary>
internal sealed class SaslauthdConnection : IDisposable
{
    // Linux answers EAGAIN, not "in progress", when a unix socket's backlog (saslauthd: 32) is full; the caller's deadline ends the tries.
    private static TimeSpan BacklogRetryDelay { get; } = TimeSpan.FromMilliseconds(20);

    private readonly Socket _socket;

    private SaslauthdConnection(Socket socket) => _socket = socket;

    /// <summary>Connects, waiting while the daemon's backlog is full. Throws <see cref="SocketException"/> when nobody listens.</summary>
    public static async ValueTask<SaslauthdConnection> OpenAsync(UnixDomainSocketEndPoint endPoint, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(endPoint, cancellationToken);
                return new SaslauthdConnection(socket);
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.WouldBlock)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            await Task.Delay(BacklogRetryDelay, time, cancellationToken);
        }
    }

    /// <summary>
    /// Sends the request and reads until the reply is whole, too long or over; returns the octets in <paramref name="reply"/>, which has room for
    /// <see cref="SaslauthdReply.MaxBytes"/>. Throws <see cref="SocketException"/> when the daemon resets the connection.
    /// </summary>
    public async ValueTask<int> AskAsync(ReadOnlyMemory<byte> request, Memory<byte> reply, CancellationToken cancellationToken)
    {
        while (!request.IsEmpty)
        {
            int sent = await _socket.SendAsync(request, SocketFlags.None, cancellationToken);
            request = request[sent..];
        }

        int received = 0;
        while (received < reply.Length && SaslauthdReply.Parse(reply.Span[..received]).Status == SaslauthdReplyStatus.NeedMore)
        {
            int count = await _socket.ReceiveAsync(reply[received..], SocketFlags.None, cancellationToken);
            if (count == 0)
            {
                break;
            }

            received += count;
        }

        return received;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
