using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using MailFront.Protocol.Dns;

namespace MailFront.Transport.Outbound;

/// <summary>
/// Asks a name server over UDP. Each question has a socket, and so a port, of its own and a random id: who cannot see it cannot answer it.
/// </summary>
public sealed class DnsExchange(TimeProvider time)
{
    // What is no answer is ignored, but not for ever.
    private const int MostDatagrams = 64;

    // RFC 1035 §2.3.4; we do not offer more.
    private const int LongestAnswer = 512;

    /// <summary>The addresses of <paramref name="name"/>, or <see cref="DnsAnswerStatus.Failed"/> when no answer comes within <paramref name="deadline"/>.</summary>
    public async ValueTask<DnsAnswer> AskAsync(IPEndPoint server, string name, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var question = new byte[DnsQuestion.MostOctets];
        var length = DnsQuestion.Write((ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1), name, question);
        if (length == 0)
        {
            return DnsAnswer.Without(DnsAnswerStatus.Failed);
        }

        using var limit = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(server, either.Token);
            await socket.SendAsync(question.AsMemory(0, length), SocketFlags.None, either.Token);
            return await ReceiveAsync(socket, question.AsMemory(0, length), either.Token);
        }
        catch (SocketException)
        {
            // Refused, unreachable, or no descriptor left: as good as no answer.
            return DnsAnswer.Without(DnsAnswerStatus.Failed);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DnsAnswer.Without(DnsAnswerStatus.Failed);
        }
    }

    private static async ValueTask<DnsAnswer> ReceiveAsync(Socket socket, ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestAnswer];
        for (var i = 0; i < MostDatagrams; i++)
        {
            var received = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
            var answer = DnsAnswerParser.Parse(buffer.AsSpan(0, received), question.Span);
            if (answer.Status != DnsAnswerStatus.NotOurs)
            {
                return answer;
            }
        }

        return DnsAnswer.Without(DnsAnswerStatus.Failed);
    }
}
