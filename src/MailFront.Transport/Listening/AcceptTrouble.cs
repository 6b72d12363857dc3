using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace MailFront.Transport.Listening;

/// <summary>
/// Gets a listener through errors of accept(2). When descriptors run out it lets go of a spare one to accept and reset what waits,
/// so that clients see an end instead of a hang, and then waits a little, so that the loop does not spin. Usually it does not come to that:
/// <see cref="ShedLast"/> keeps <see cref="DescriptorLimit.NeverLent"/> descriptors free.
/// </summary>
internal sealed class AcceptTrouble(string service, TimeProvider time, ILogger logger) : IDisposable
{
    // Short enough to serve again well within a second after descriptors have become free.
    private static readonly TimeSpan _backOff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _logInterval = TimeSpan.FromSeconds(10);

    // More than a full queue is never waiting.
    private const int MostShedAtOnce = ListenerOptions.DefaultBacklog;

    private SafeFileHandle? _spare;
    private long _lastLogged;
    private long _shed;
    private long _suppressed;
    private bool _hasLogged;

    /// <summary>Opens the spare descriptor and runs the code of the bad day once: at the limit not even an assembly can be loaded.</summary>
    public async ValueTask PrepareAsync(CancellationToken stopping)
    {
        _spare = OpenSpare();
        await DelayAsync(TimeSpan.Zero, stopping);
    }

    /// <summary>Returns when accepting may be tried again.</summary>
    public async ValueTask SurviveAsync(SocketError error, Socket listener, CancellationToken stopping)
    {
        // The client left between its handshake and our accept: nothing is wrong here.
        if (error is SocketError.ConnectionAborted or SocketError.ConnectionReset or SocketError.Interrupted)
        {
            return;
        }

        if (error is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
        {
            ShedWaiting(listener);
        }

        Report(error);
        await DelayAsync(_backOff, stopping);
    }

    /// <summary>Resets a connection that got one of the last descriptors.</summary>
    public void ShedLast(Socket socket)
    {
        ConnectionListener.Shed(socket);
        _shed++;
        Report(SocketError.TooManyOpenSockets);
    }

    public void Dispose() => _spare?.Dispose();

    private void ShedWaiting(Socket listener)
    {
        _spare?.Dispose();
        try
        {
            for (var i = 0; i < MostShedAtOnce && listener.Poll(0, SelectMode.SelectRead); i++)
            {
                ConnectionListener.Shed(listener.Accept());
                _shed++;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Another thread took the descriptor: the clients wait for the next attempt.
        }

        _spare = OpenSpare();
    }

    private void Report(SocketError error)
    {
        if (_hasLogged && time.GetElapsedTime(_lastLogged) < _logInterval)
        {
            _suppressed++;
            return;
        }

        Log.CannotAccept(logger, service, error, _shed, _suppressed);
        _hasLogged = true;
        _lastLogged = time.GetTimestamp();
        _shed = 0;
        _suppressed = 0;
    }

    private async ValueTask DelayAsync(TimeSpan delay, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(delay, time, stopping);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop looks and ends.
        }
    }

    private static SafeFileHandle? OpenSpare()
    {
        try
        {
            return File.OpenHandle("/dev/null");
        }
        catch (IOException)
        {
            // None to be had now; the next trouble tries again.
            return null;
        }
    }
}
