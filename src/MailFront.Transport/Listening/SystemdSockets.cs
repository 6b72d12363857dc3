namespace MailFront.Transport.Listening;

/// <summary>Socket activation: the descriptors systemd passed to this process (sd_listen_fds(3)).</summary>
public static class SystemdSockets
{
    /// <summary>Sockets meant for this process; empty when there are none or they are for another process.</summary>
    public static IReadOnlyList<InheritedSocket> FromEnvironment() => throw new NotImplementedException();

    /// <summary>Reads LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES.</summary>
    /// <param name="processId">Our process id.</param>
    /// <param name="variable">Gives an environment variable, or null.</param>
    public static IReadOnlyList<InheritedSocket> Parse(int processId, Func<string, string?> variable) => throw new NotImplementedException();
}
