using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MailFront.TestKit.Dns;

/// <summary>
/// A name server on a loopback port. Knows one address for each name it was given, says "no such name" of all others, and can be told to be silent or to
/// send nonsense before its answer.
/// </summary>
public sealed class FakeNameServer : IAsyncDisposable
{
    private const int HeaderOctets = 12;
    private const int TailOctets = 4;
    private const byte NoSuchName = 3;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    /// <summary>Starts it.</summary>
    public FakeNameServer()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _serving = ServeAsync();
    }

    /// <summary>Where it is asked.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>What it knows.</summary>
    public ConcurrentDictionary<string, IPAddress> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Names it was asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Whether it answers nothing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether octets that are no answer, and an answer with another id, come before the true one.</summary>
    public bool SendsNonsenseFirst { get; set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[512];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                await AnswerAsync(buffer.AsMemory(0, received.ReceivedBytes), received.RemoteEndPoint);
            }
        }
        catch (OperationCanceledException)
        {
            // Done.
        }
    }

    private async Task AnswerAsync(ReadOnlyMemory<byte> question, EndPoint asker)
    {
        var name = NameIn(question.Span);
        Asked.Enqueue(name);
        if (IsSilent)
        {
            return;
        }

        var answer = Answer(question.Span, Names.GetValueOrDefault(name));
        if (SendsNonsenseFirst)
        {
            var forged = Answer(question.Span, IPAddress.Parse("127.0.0.66"));
            forged[0] ^= 0xff;
            await _socket.SendToAsync(forged, SocketFlags.None, asker, _stop.Token);
            await _socket.SendToAsync(new byte[] { 1, 2, 3 }, SocketFlags.None, asker, _stop.Token);
        }

        await _socket.SendToAsync(answer, SocketFlags.None, asker, _stop.Token);
    }

    private static string NameIn(ReadOnlySpan<byte> question)
    {
        var labels = new List<string>();
        for (var at = HeaderOctets; question[at] != 0; at += question[at] + 1)
        {
            labels.Add(System.Text.Encoding.ASCII.GetString(question.Slice(at + 1, question[at])));
        }

        return string.Join('.', labels);
    }

    private static byte[] Answer(ReadOnlySpan<byte> question, IPAddress? address)
    {
        byte[] record = address is null ? [] : [0xc0, HeaderOctets, 0, 1, 0, 1, 0, 0, 1, 44, 0, TailOctets, .. address.GetAddressBytes()];
        byte[] answer = [.. question, .. record];
        answer[2] |= 0x80;
        answer[3] = (byte)(0x80 | (address is null ? NoSuchName : 0));
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(6), (ushort)(address is null ? 0 : 1));
        return answer;
    }
}
