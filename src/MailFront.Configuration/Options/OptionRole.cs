namespace MailFront.Configuration.Options;

/// <summary>What an option of Cyrus means on a front door.</summary>
internal enum OptionRole
{
    /// <summary>Honoured; may differ from service to service.</summary>
    Used,

    /// <summary>Honoured for the whole process.</summary>
    Process,

    /// <summary>Sessions are relayed, so the user's backend applies its own setting.</summary>
    Relayed,

    /// <summary>Means something on a front door; MailFront does not serve it yet.</summary>
    Later,

    /// <summary>Not honoured, and somebody may rely on it for safety.</summary>
    Unsafe,

    /// <summary>Declared, but never read by Cyrus itself.</summary>
    Dead,

    /// <summary>Old name of another option.</summary>
    Deprecated,

    /// <summary>Belongs to a part of Cyrus which a front door does not have.</summary>
    Elsewhere,
}
