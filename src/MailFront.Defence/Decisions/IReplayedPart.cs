namespace MailFront.Defence.Decisions;

/// <summary>
/// A part of the defence to which recorded decisions can be played again. A new kind of record needs a part that understands it; nothing else of a
/// replay knows the kinds.
/// </summary>
public interface IReplayedPart
{
    /// <summary>
    /// Asks the part what <paramref name="recorded"/> asked; <paramref name="played"/> is the same record with the part's own facts and answer, equal
    /// when nothing differs. False when the record is not for this part.
    /// </summary>
    bool TryPlay(in DecisionRecord recorded, out DecisionRecord played);
}
