namespace MailFront.Defence.Login;

/// <summary>Is told of every login this node observes, to pass it on. Called on the thread of the login: it must neither wait nor throw.</summary>
public interface ILoginObserver
{
    /// <summary>A login ended here. What <see cref="LoginHistory.Apply"/> takes from others is not told.</summary>
    void Observed(in LoginObservation observation);
}
