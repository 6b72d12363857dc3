using MailFront.Defence.Login;

namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>One question on its way through a <see cref="CheckerSchedule"/>, which alone changes it. All moments are times since the group's start.</summary>
internal sealed class Ticket(LoginClass loginClass, TimeSpan deadline)
{
    /// <summary>The class it waits in; never <see cref="LoginClass.Verified"/>, which waits with the known.</summary>
    public LoginClass Class { get; } = loginClass == LoginClass.Verified ? LoginClass.Known : loginClass;

    /// <summary>The moment from which on it must not be started.</summary>
    public TimeSpan Deadline { get; } = deadline;

    /// <summary>Where it stands.</summary>
    public TicketState State { get; set; }

    /// <summary>When it last entered the queue.</summary>
    public TimeSpan Entered { get; set; }

    /// <summary>When it last got a slot.</summary>
    public TimeSpan Started { get; set; }

    /// <summary>Time spent in the queue, over all turns.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>Time spent in a slot, over all turns.</summary>
    public TimeSpan Ran { get; set; }

    /// <summary>The endpoint whose slot it has or had last.</summary>
    public EndpointLoad? Endpoint { get; set; }

    /// <summary>The endpoint that could not answer and is not asked again while another works.</summary>
    public EndpointLoad? Avoided { get; set; }

    /// <summary>Whether it finds out if its endpoint is back.</summary>
    public bool IsProbe { get; set; }

    /// <summary>Whether its deadline passed while it ran, so that nobody waits for its answer any more.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Its place in the queue of suspects, or among its endpoint's runs of known users.</summary>
    public LinkedListNode<Ticket>? Place { get; set; }

    /// <summary>Order of entry, to tell equal deadlines apart.</summary>
    public long Order { get; set; }

    /// <summary>What the session waits on; null for one that never had to wait, and in simulations.</summary>
    public Turn? Turn { get; set; }
}
