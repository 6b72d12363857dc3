using Microsoft.Extensions.Logging;

namespace MailFront.Transport.Relaying;

/// <summary>One once-a-second sweep over all sessions, instead of a timer for each. Thread-safe.</summary>
public sealed class IdleSweeper : IDisposable
{
    /// <summary>Starts sweeping.</summary>
    public IdleSweeper(TimeProvider time, ILogger<IdleSweeper> logger) => throw new NotImplementedException();

    /// <summary>Targets now swept.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Adds a target; it is swept until removed.</summary>
    public void Add(ISweepTarget target) => throw new NotImplementedException();

    /// <summary>Removes a target; one sweep that is under way may still reach it.</summary>
    public void Remove(ISweepTarget target) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
