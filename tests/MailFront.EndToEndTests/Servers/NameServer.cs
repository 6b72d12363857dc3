using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailFront.EndToEndTests.Servers;

/// <summary>
/// A name server (RFC 1035) that knows the address of one name, and is silent about all others, and about that one too when it is told to be. On port 53, where alone a
/// resolv.conf can send a resolver, of a loopback address of its own; needs root.
/// </summary>
internal sealed class NameServer : IAsyncDisposable
{
    private const int HeaderOctets = 12;
    private const ushort TypeA = 1;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _name;
    private readonly IPAddress _answer;
    private readonly Task _serving;
    private int _unanswered;

    /// <summary>Starts one that knows <paramref name="answer"/> of the name whose first label is <paramref name="name"/>.</summary>
    public NameServer(string name, IPAddress answer)
    {
        _name = name;
        _answer = answer;
        _socket.Bind(new IPEndPoint(Address, 53));
        _serving = ServeAsync();
    }

    // Apart from those of test hosts beside this one: 127.88.x.y by the process.
    public IPAddress Address { get; } = new([127, 88, (byte)(Environment.ProcessId >> 8), (byte)(1 + (Environment.ProcessId % 250))]);

    public bool IsSilent { get; set; }

    /// <summary>Questions that it was silent about.</summary>
    public int Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>What starts a program that asks this server only: the machine's resolv.conf stays as it is.</summary>
    public string[] Launcher(StateFolder state)
    {
        // As long as glibc lets a question last (resolv.h: RES_MAXRETRANS).
        var file = state.Write("resolv.conf", $"nameserver {Address}\noptions timeout:30 attempts:2\n");
        return ["unshare", "-m", "--propagation", "private", "sh", "-c", "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"", file];
    }

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
                var question = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                if (IsSilent || FirstLabel(buffer) != _name)
                {
                    Interlocked.Increment(ref _unanswered);
                }
                else
                {
                    await _socket.SendToAsync(Reply(buffer.AsSpan(0, question.ReceivedBytes)), question.RemoteEndPoint, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private static string FirstLabel(ReadOnlySpan<byte> question) => Encoding.ASCII.GetString(question.Slice(HeaderOctets + 1, question[HeaderOctets]));

    private byte[] Reply(ReadOnlySpan<byte> question)
    {
        var end = HeaderOctets;
        while (question[end] != 0)
        {
            end += 1 + question[end];
        }

        var isAddress = BinaryPrimitives.ReadUInt16BigEndian(question[(end + 1)..]) == TypeA;
        byte[] record = isAddress ? [0xC0, HeaderOctets, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, .. _answer.GetAddressBytes()] : [];
        return [question[0], question[1], 0x81, 0x80, 0, 1, 0, isAddress ? (byte)1 : (byte)0, 0, 0, 0, 0, .. question[HeaderOctets..(end + 5)], .. record];
    }
}
