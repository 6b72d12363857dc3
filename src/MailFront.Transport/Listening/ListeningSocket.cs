using System.Net.Sockets;

namespace MailFront.Transport.Listening;

/// <summary>Makes the listening socket that <see cref="ListenerOptions"/> ask for.</summary>
internal static class ListeningSocket
{
    // Cyrus master gives its sockets mode 0777: who may connect is decided by the folder (master.c:service_create).
    private const UnixFileMode EveryoneMayConnect =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <exception cref="ArgumentException">Not exactly one place to listen is given.</exception>
    /// <exception cref="SocketException">The address cannot be used.</exception>
    /// <exception cref="IOException">The unix path is taken by something that is not a stale socket.</exception>
    public static Socket Open(ListenerOptions options) => options switch
    {
        { EndPoint: { } endPoint, UnixPath: null, InheritedDescriptor: null } => OpenIp(endPoint, options.Backlog),
        { EndPoint: null, UnixPath: { } path, InheritedDescriptor: null } => OpenUnix(path, options.Backlog),
        { EndPoint: null, UnixPath: null, InheritedDescriptor: { } descriptor } => Inherit(descriptor, options.Backlog),
        _ => throw new ArgumentException($"Listener {options.Name} needs exactly one of address, path and descriptor.", nameof(options)),
    };

    private static Socket OpenIp(System.Net.IPEndPoint endPoint, int backlog)
    {
        // .NET sets SO_REUSEADDR at bind; asking for ReuseAddress would set SO_REUSEPORT too and let a second process share the port.
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }

            socket.Bind(endPoint);
            socket.Listen(backlog);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static Socket OpenUnix(string path, int backlog)
    {
        UnixSocketFile.RemoveStale(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, EveryoneMayConnect);
            }

            socket.Listen(backlog);
            return socket;
        }
        catch (Exception exception) when (exception is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static Socket Inherit(int descriptor, int backlog)
    {
        var socket = new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));

        // systemd has called listen already unless the unit says otherwise; a second call only sets the queue.
        socket.Listen(backlog);
        return socket;
    }
}
