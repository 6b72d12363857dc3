using System.Threading.Tasks.Sources;
using MailFront.Transport.Tls;

namespace MailFront.Transport.Handshakes;

/// <summary>
/// One handshake on its way through a <see cref="HandshakeGate"/>. It asks for a turn when the whole ClientHello is there, and again
/// whenever the client has answered: waiting for a client never holds a place. What follows a turn runs on the gate's worker.
/// </summary>
/// <param name="gate">Gives turns.</param>
/// <param name="isProven">Whether somebody has logged in from the client's place.</param>
/// <param name="helloCame">Told when the whole ClientHello is there.</param>
public sealed class HandshakeTurn(HandshakeGate gate, bool isProven, Action? helloCame = null) : IValueTaskSource<bool>
{
    private Action<object?>? _continuation;
    private object? _state;
    private bool _isGranted;
    private volatile bool _isOver;

    /// <summary>Whether somebody has logged in from the client's place.</summary>
    public bool IsProven => isProven;

    /// <summary>What it waits as.</summary>
    internal HandshakeClass Class { get; set; } = HandshakeClass.Fresh;

    /// <summary>Since when it waits, by the gate's clock.</summary>
    internal TimeSpan Entered { get; set; }

    /// <summary>Its place in line; null when it is in none.</summary>
    internal LinkedListNode<HandshakeTurn>? Place { get; set; }

    /// <summary>Whether the gate had no room for it.</summary>
    internal bool IsRefused { get; set; }

    /// <summary>What a handshake comes to that got no turn to begin.</summary>
    internal TlsUpgradeOutcome Ended => IsRefused
        ? new TlsUpgradeOutcome(TlsUpgradeStatus.Refused, "no room for another handshake")
        : new TlsUpgradeOutcome(TlsUpgradeStatus.Interrupted, "interrupted before the handshake");

    /// <summary>Whether it must end.</summary>
    internal bool IsOver => _isOver;

    /// <summary>It must end: false to whoever waits for a turn. From any thread; never waits.</summary>
    public void Leave()
    {
        _isOver = true;
        gate.Leave(this);
    }

    /// <summary>Waits for the turn to begin. False when the handshake must not go on.</summary>
    internal ValueTask<bool> BeginAsync(bool offersResumption)
    {
        helloCame?.Invoke();
        Class = isProven ? HandshakeClass.Proven : offersResumption ? HandshakeClass.Resuming : HandshakeClass.Fresh;
        return AskAsync();
    }

    /// <summary>Waits for the turn to go on.</summary>
    internal ValueTask<bool> ContinueAsync()
    {
        Class = HandshakeClass.Continuing;
        return AskAsync();
    }

    /// <summary>Runs what waits for the turn, on this thread, until it waits for its client or is done.</summary>
    internal void Run(bool isGranted)
    {
        _isGranted = isGranted;
        var (continuation, state) = (_continuation, _state);
        (_continuation, _state) = (null, null);
        continuation?.Invoke(state);
    }

    /// <inheritdoc/>
    bool IValueTaskSource<bool>.GetResult(short token) => _isGranted;

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => ValueTaskSourceStatus.Pending;

    /// <summary>
    /// Gets in line only now, when there is something to run: whoever asks would otherwise find its turn come already, and go on computing on its own
    /// thread, a socket's. Contexts do not matter: only async methods wait here, and they keep their own.
    /// </summary>
    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _continuation = continuation;
        _state = state;
        gate.Enter(this);
    }

    private ValueTask<bool> AskAsync() => gate.IsOpen ? new ValueTask<bool>(true) : new ValueTask<bool>(this, 0);
}
