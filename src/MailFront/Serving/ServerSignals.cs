using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace MailFront.Serving;

/// <summary>Turns signals into a queue that one loop reads, so that a reload and a stop never run at once.</summary>
internal sealed class ServerSignals : IDisposable
{
    // A second SIGHUP while one waits changes nothing.
    private readonly Channel<ServerSignal> _reloads = Channel.CreateBounded<ServerSignal>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly CancellationTokenSource _stopping;
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <param name="cancellationToken">Stops as SIGTERM does.</param>
    public ServerSignals(CancellationToken cancellationToken)
    {
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Register(PosixSignal.SIGHUP, () => _reloads.Writer.TryWrite(ServerSignal.Reload));
        Register(PosixSignal.SIGTERM, Stop);
        Register(PosixSignal.SIGINT, Stop);
        Register(PosixSignal.SIGQUIT, Stop);
    }

    /// <summary>Cancelled when the process is to stop.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Waits for the next signal; a stop wins over a reload.</summary>
    public async ValueTask<ServerSignal> NextAsync()
    {
        try
        {
            return await _reloads.Reader.ReadAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return ServerSignal.Stop;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stopping.Dispose();
    }

    private void Stop()
    {
        try
        {
            _stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A second signal while the process ends: it cannot end more.
        }
    }

    private void Register(PosixSignal signal, Action action) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        // Ours to handle: the runtime must not end the process.
        context.Cancel = true;
        action();
    }));
}
