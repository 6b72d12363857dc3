namespace MailFront.Defence.Fleet;

/// <summary>Takes what other nodes tell. Called from one thread at a time; never waits, and ignores what it does not understand.</summary>
public interface IFleetInbox
{
    /// <summary>Takes one piece of news.</summary>
    void Receive(in FleetMessage message);
}
