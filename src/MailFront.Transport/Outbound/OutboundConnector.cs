using System.Net;
using System.Net.Sockets;
using System.Text;
using MailFront.Transport.Managed;

namespace MailFront.Transport.Outbound;

/// <summary>Opens connections to backends, checkers and other servers. One for the process; thread-safe.</summary>
public sealed class OutboundConnector
{
    // sockaddr_un.sun_path without its NUL.
    private const int LongestUnixPath = 107;

    // Linux answers a non-blocking connect to a unix socket whose queue is full with EAGAIN at once; there is nothing to wait on.
    private static readonly TimeSpan _fullQueueRetry = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time;
    private readonly AddressCache _addresses;

    /// <summary>Makes a connector with its own bounded cache of addresses.</summary>
    /// <param name="time">Clock for deadlines and for the age of addresses.</param>
    public OutboundConnector(TimeProvider time)
        : this(time, SystemResolver.AskAsync)
    {
    }

    internal OutboundConnector(TimeProvider time, Func<string, Task<IPAddress[]>> resolve)
    {
        _time = time;
        _addresses = new AddressCache(time, resolve);
    }

    /// <summary>Connects, trying the addresses of a name in order, all within <paramref name="deadline"/>.</summary>
    /// <param name="host">Name, IPv4 address, IPv6 address with or without brackets, or absolute path of a unix socket.</param>
    /// <param name="port">TCP port; ignored for a path.</param>
    /// <param name="deadline">For the whole attempt, name lookup included.</param>
    /// <param name="cancellationToken">Gives up, as an exception.</param>
    public ValueTask<ConnectOutcome> ConnectAsync(string host, int port, TimeSpan deadline, CancellationToken cancellationToken) =>
        ConnectAsync(host, port, SourceAddresses.None, deadline, cancellationToken);

    /// <summary>The same from one of <paramref name="sources"/>; one that has no free port gives way to the next.</summary>
    public async ValueTask<ConnectOutcome> ConnectAsync(
        string host, int port, SourceAddresses sources, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        if (host.StartsWith('/'))
        {
            return await ConnectToPathAsync(host, deadline, cancellationToken);
        }

        if (IPAddress.TryParse(host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host, out var address))
        {
            return await ConnectFromAsync(sources, new IPEndPoint(address, port), deadline, cancellationToken);
        }

        var answer = await _addresses.FindAsync(host, deadline, cancellationToken);
        if (answer.Failure is { } failure)
        {
            return new ConnectOutcome(failure, Detail: $"{host}: {Words(failure, "the name service did not answer in time")}");
        }

        var outcome = new ConnectOutcome(ConnectStatus.TimedOut, Detail: $"{host}: no time was left to connect");
        for (var i = 0; i < answer.Addresses.Length && outcome.Status != ConnectStatus.Connected; i++)
        {
            // An address that swallows packets must leave time for the others.
            var share = (deadline - _time.GetElapsedTime(start)) / (answer.Addresses.Length - i);
            if (share <= TimeSpan.Zero)
            {
                break;
            }

            outcome = await ConnectFromAsync(sources, new IPEndPoint(answer.Addresses[i], port), share, cancellationToken);
        }

        return outcome;
    }

    private async ValueTask<ConnectOutcome> ConnectToPathAsync(string path, TimeSpan deadline, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(path) > LongestUnixPath)
        {
            return new ConnectOutcome(ConnectStatus.NameNotFound, Detail: $"{path}: longer than a unix socket's path can be");
        }

        return await ConnectToAsync(null, new UnixDomainSocketEndPoint(path), deadline, cancellationToken);
    }

    private async ValueTask<ConnectOutcome> ConnectFromAsync(
        SourceAddresses sources, IPEndPoint endPoint, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var turn = sources.NextTurn();
        var left = Math.Max(1, sources.CountFor(endPoint.AddressFamily));
        while (true)
        {
            // An address without a port says so at once: the next one has all the time that was left.
            var outcome = await ConnectToAsync(sources.Of(endPoint.AddressFamily, turn++), endPoint, deadline, cancellationToken);
            if (outcome.Status != ConnectStatus.NoLocalPorts || --left == 0)
            {
                return outcome;
            }
        }
    }

    private async ValueTask<ConnectOutcome> ConnectToAsync(
        IPAddress? source, EndPoint endPoint, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(deadline, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (true)
        {
            Socket? socket = null;
            try
            {
                socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
                if (source is not null)
                {
                    SourceAddresses.Bind(socket, source);
                }

                await socket.ConnectAsync(endPoint, either.Token);
                return new ConnectOutcome(ConnectStatus.Connected, new ManagedChannel(new SocketTransportStream(socket)));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                socket?.Dispose();
                return new ConnectOutcome(ConnectStatus.TimedOut, Detail: $"{endPoint}: {Words(ConnectStatus.TimedOut, "no answer in time")}");
            }
            catch (SocketException exception)
            {
                socket?.Dispose();
                if (!IsQueueFull(endPoint, exception.SocketErrorCode))
                {
                    return Failed(source, endPoint, exception.SocketErrorCode);
                }
            }
            catch (OperationCanceledException)
            {
                socket?.Dispose();
                throw;
            }

            try
            {
                await Task.Delay(_fullQueueRetry, _time, either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new ConnectOutcome(ConnectStatus.TimedOut, Detail: $"{endPoint}: its queue of connections stayed full");
            }
        }
    }

    private static bool IsQueueFull(EndPoint endPoint, SocketError error) =>
        endPoint is UnixDomainSocketEndPoint && error is SocketError.WouldBlock or SocketError.TryAgain;

    private static ConnectOutcome Failed(IPAddress? source, EndPoint endPoint, SocketError error)
    {
        var status = error switch
        {
            SocketError.ConnectionRefused => ConnectStatus.Refused,
            SocketError.TimedOut => ConnectStatus.TimedOut,

            // .NET gives ENOENT the same name as EADDRNOTAVAIL.
            SocketError.AddressNotAvailable when endPoint is UnixDomainSocketEndPoint => ConnectStatus.NameNotFound,
            SocketError.AddressNotAvailable => ConnectStatus.NoLocalPorts,
            SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable => ConnectStatus.NoDescriptors,
            _ => ConnectStatus.Unreachable,
        };
        var from = source is null || status != ConnectStatus.NoLocalPorts ? string.Empty : $" from {source}, if that is an address of this machine";
        return new ConnectOutcome(status, Detail: $"{endPoint}: {Words(status, "no answer in time")}{from} ({error})");
    }

    private static string Words(ConnectStatus status, string timedOut) => status switch
    {
        ConnectStatus.NameNotFound => "no such host or path",
        ConnectStatus.NameServiceFailed => "the name service failed",
        ConnectStatus.Refused => "connection refused",
        ConnectStatus.TimedOut => timedOut,
        ConnectStatus.NoLocalPorts => "no free local port",
        ConnectStatus.NoDescriptors => "no free descriptor",
        _ => "unreachable",
    };
}
