namespace MailFront.Transport.Relaying;

/// <summary>Joins a client and a backend: bytes both ways until one side ends. One object per session.</summary>
public sealed class Relay : ISweepTarget
{
    /// <summary>Makes a relay whose idle limits are watched by <paramref name="sweeper"/>.</summary>
    public Relay(IdleSweeper sweeper) => throw new NotImplementedException();

    /// <summary>
    /// Relays until both directions have ended; then nothing of the relay touches the channels any more.
    /// It closes neither channel: the caller may write a last word to the client, and closes both.
    /// </summary>
    public ValueTask<RelayResult> RunAsync(Channel client, Channel backend, RelayOptions options) => throw new NotImplementedException();

    /// <summary>Ends the relay with <see cref="RelayEnd.Stopped"/>. Any thread, idempotent, before or during the run.</summary>
    public void Stop() => throw new NotImplementedException();

    /// <inheritdoc/>
    void ISweepTarget.OnSweep(int now) => throw new NotImplementedException();
}
