namespace MailFront.Defence.Decisions;

/// <summary>Takes what the defence was asked and answered. Never waits; what it cannot take is dropped and counted.</summary>
public interface IDecisionSink
{
    /// <summary>
    /// Held while something is decided and recorded: the records are in the order in which the answers came about, or they could not be replayed.
    /// Held for a few look-ups; nothing that holds another lock may take it.
    /// </summary>
    Lock Gate { get; }

    /// <summary>Takes one record. Under <see cref="Gate"/>; numbers it, and gives a verdict its time.</summary>
    void Record(in DecisionRecord record);
}
