using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MailFront.Serving;

/// <summary>Tells systemd how the service is (sd_notify(3)), for seconds at most and holding no thread; does nothing when <c>NOTIFY_SOCKET</c> is not set.</summary>
internal sealed class ServiceNotifier
{
    // A systemd that takes nothing for so long will not be told; serving does not wait for it.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

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
    public Task ReadyAsync(string status) => SendAsync($"READY=1\nSTATUS={status}");

    /// <summary>The configuration is being read again; <see cref="ReadyAsync"/> ends this.</summary>
    public Task ReloadingAsync()
    {
        var microseconds = (long)_time.GetElapsedTime(0).TotalMicroseconds;
        return SendAsync(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={microseconds}"));
    }

    /// <summary>The service is draining.</summary>
    public Task StoppingAsync(string status) => SendAsync($"STOPPING=1\nSTATUS={status}");

    private async Task SendAsync(string message)
    {
        if (_path is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(_patience, _time);
        try
        {
            // Connected, so that the kernel tells when the other side has room again.
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            var path = _path[0] == '@' ? "\0" + _path[1..] : _path;
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), limit.Token);
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), SocketFlags.None, limit.Token);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            // systemd is gone, hangs, or the path is wrong: serving goes on without it.
        }
    }
}
