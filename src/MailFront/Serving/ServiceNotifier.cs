using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MailFront.Serving;

/// <summary>Tells systemd how the service is (sd_notify(3)); does nothing when <c>NOTIFY_SOCKET</c> is not set.</summary>
internal sealed class ServiceNotifier
{
    private readonly string? _path;
    private readonly TimeProvider _time;

    /// <param name="notifySocket">Value of <c>NOTIFY_SOCKET</c>: a path, or <c>@name</c> in the abstract namespace.</param>
    /// <param name="time">Gives the monotonic stamp that a reload must carry.</param>
    public ServiceNotifier(string? notifySocket, TimeProvider time)
    {
        _path = string.IsNullOrEmpty(notifySocket) ? null : notifySocket;
        _time = time;
    }

    /// <summary>The service accepts connections.</summary>
    public void Ready(string status) => Send($"READY=1\nSTATUS={status}");

    /// <summary>The configuration is being read again; <see cref="Ready"/> ends this.</summary>
    public void Reloading()
    {
        var microseconds = (long)_time.GetElapsedTime(0).TotalMicroseconds;
        Send(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={microseconds}"));
    }

    /// <summary>The service is draining.</summary>
    public void Stopping(string status) => Send($"STOPPING=1\nSTATUS={status}");

    private void Send(string message)
    {
        if (_path is null)
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            var path = _path[0] == '@' ? "\0" + _path[1..] : _path;
            socket.SendTo(Encoding.UTF8.GetBytes(message), new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException)
        {
            // systemd is gone or the path is wrong: serving goes on without it.
        }
    }
}
