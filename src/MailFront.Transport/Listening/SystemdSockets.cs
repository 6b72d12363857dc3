using System.Globalization;

namespace MailFront.Transport.Listening;

/// <summary>Socket activation: the descriptors systemd passed to this process (sd_listen_fds(3)).</summary>
public static class SystemdSockets
{
    // SD_LISTEN_FDS_START of sd-daemon.h.
    private const int FirstDescriptor = 3;

    // Above any socket unit; a larger number is not systemd's.
    private const int MostDescriptors = 1024;

    private const string NameWhenNoneIsGiven = "unknown";

    private static readonly string[] _variables = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"];

    /// <summary>
    /// Sockets meant for this process; empty when there are none or they are for another process.
    /// The variables are removed, so that no child takes the descriptors for its own. Once, at start.
    /// </summary>
    public static IReadOnlyList<InheritedSocket> FromEnvironment()
    {
        var sockets = Parse(Environment.ProcessId, Environment.GetEnvironmentVariable);
        foreach (var variable in _variables)
        {
            Environment.SetEnvironmentVariable(variable, null);
        }

        return sockets;
    }

    /// <summary>Reads LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES.</summary>
    /// <param name="processId">Our process id.</param>
    /// <param name="variable">Gives an environment variable, or null.</param>
    public static IReadOnlyList<InheritedSocket> Parse(int processId, Func<string, string?> variable)
    {
        if (!TryNumber(variable("LISTEN_PID"), out var meantFor) || meantFor != processId
            || !TryNumber(variable("LISTEN_FDS"), out var count) || count is < 1 or > MostDescriptors)
        {
            return [];
        }

        var names = variable("LISTEN_FDNAMES")?.Split(':') ?? [];
        var sockets = new InheritedSocket[count];
        for (var i = 0; i < count; i++)
        {
            var name = i < names.Length && names[i].Length > 0 ? names[i] : NameWhenNoneIsGiven;
            sockets[i] = new InheritedSocket(FirstDescriptor + i, name);
        }

        return sockets;
    }

    private static bool TryNumber(string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
