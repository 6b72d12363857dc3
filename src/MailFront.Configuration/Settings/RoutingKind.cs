namespace MailFront.Configuration.Settings;

/// <summary><c>mailfront_routing</c>.</summary>
public enum RoutingKind
{
    /// <summary>The whole session goes to the user's backend.</summary>
    User,

    /// <summary>Each command goes to the backend of the mailbox it names.</summary>
    Mailbox,
}
