namespace MailFront.Serving;

/// <summary>The sockets that the files ask for, with all names resolved: nothing in it can fail any more but the binding itself.</summary>
/// <param name="Places">Sockets in the order of cyrus.conf.</param>
/// <param name="Unresolved">Origins whose name could not be resolved: what is open under them stays open.</param>
internal sealed record ListenerPlan(IReadOnlyList<ListenerPlace> Places, IReadOnlyCollection<ListenerOrigin> Unresolved);
