using System.Net;
using System.Net.Sockets;

namespace MailFront.Transport.Outbound;

/// <summary>
/// Own addresses that connections are made from, in turn: one address has some 28,000 ports towards one server, several have as many times that.
/// Thread-safe.
/// </summary>
public sealed class SourceAddresses
{
    // linux/in.h. With it the kernel chooses the port when it knows the destination: a port serves several destinations, and bind does not search.
    private const int IpBindAddressNoPort = 24;
    private const int IpProtocolLevel = 0;

    private readonly IPAddress[] _v4;
    private readonly IPAddress[] _v6;
    private int _turn;

    /// <summary>Takes the addresses, of both families in any order.</summary>
    public SourceAddresses(IEnumerable<IPAddress> addresses)
    {
        var all = addresses.ToList();
        _v4 = [.. all.Where(address => address.AddressFamily == AddressFamily.InterNetwork)];
        _v6 = [.. all.Where(address => address.AddressFamily == AddressFamily.InterNetworkV6)];
    }

    /// <summary>No address: the kernel chooses.</summary>
    public static SourceAddresses None { get; } = new([]);

    /// <summary>How many there are for destinations of <paramref name="family"/>.</summary>
    public int CountFor(AddressFamily family) => For(family).Length;

    /// <summary>A number to begin a row of tries with; successive ones begin with successive addresses.</summary>
    public int NextTurn() => Interlocked.Increment(ref _turn) & int.MaxValue;

    /// <summary>The address of try <paramref name="number"/> in a row; null when the kernel chooses.</summary>
    public IPAddress? Of(AddressFamily family, int number)
    {
        var addresses = For(family);
        return addresses.Length == 0 ? null : addresses[number % addresses.Length];
    }

    /// <summary>Binds a new socket to an address; its port is chosen when it connects.</summary>
    /// <exception cref="SocketException">The address is not this machine's.</exception>
    internal static void Bind(Socket socket, IPAddress address)
    {
        socket.SetRawSocketOption(IpProtocolLevel, IpBindAddressNoPort, BitConverter.GetBytes(1));
        socket.Bind(new IPEndPoint(address, 0));
    }

    private IPAddress[] For(AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => _v4,
        AddressFamily.InterNetworkV6 => _v6,
        _ => [],
    };
}
