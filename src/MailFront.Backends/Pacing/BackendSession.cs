using MailFront.Transport.Deadlines;
using MailFront.Transport.Relaying;

namespace MailFront.Backends.Pacing;

/// <summary>One session at a backend, from the first relayed byte to the last: counted, and let go in its turn when the backend dies with many others.</summary>
public sealed class BackendSession : IEndDelay, IDisposable
{
    private readonly BackendPacing _pacing;
    private readonly BackendBudget _budget;
    private readonly DeadlineWheel _wheel;

    internal BackendSession(BackendPacing pacing, BackendBudget budget, DeadlineWheel wheel)
    {
        _pacing = pacing;
        _budget = budget;
        _wheel = wheel;
        budget.SessionBegan();
    }

    /// <inheritdoc/>
    public WheelDelay? Plan(out TimeSpan delay)
    {
        var spread = _pacing.Options.DisconnectSpread;
        delay = spread > TimeSpan.Zero ? _budget.SessionLost(_pacing.Now, spread) : TimeSpan.Zero;
        return delay > TimeSpan.Zero ? new WheelDelay(_wheel) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _budget.SessionEnded();
}
