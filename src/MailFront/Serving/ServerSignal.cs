namespace MailFront.Serving;

/// <summary>What a signal asks for.</summary>
internal enum ServerSignal
{
    /// <summary>SIGHUP.</summary>
    Reload,

    /// <summary>SIGTERM, SIGINT or SIGQUIT.</summary>
    Stop,
}
