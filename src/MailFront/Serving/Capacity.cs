using MailFront.Configuration.Settings;
using MailFront.Defence;
using MailFront.Transport;

namespace MailFront.Serving;

/// <summary>How many connections the process takes, from the files and the descriptor limit.</summary>
internal static class Capacity
{
    /// <summary>The engine's limits; an option of 0 means "as many as the descriptors allow", a larger one is cut to that.</summary>
    public static DefenceOptions Of(ProcessSettings process, AccessSettings access, DescriptorLimit limit) =>
        Of(process, access, limit.SessionCapacity);

    /// <summary>The engine's limits where the descriptors allow <paramref name="sessions"/>.</summary>
    public static DefenceOptions Of(ProcessSettings process, AccessSettings access, int sessions)
    {
        var most = Math.Max(1, sessions);
        var connections = process.MaxConnections is > 0 and var asked && asked < most ? asked : most;
        var preLogin = process.MaxPreLogin is > 0 and var askedPreLogin ? Math.Min(askedPreLogin, connections) : Math.Max(1, connections / 2);
        return new DefenceOptions
        {
            Mode = access.Defence switch
            {
                Configuration.Settings.DefenceMode.Observe => Defence.DefenceMode.Observe,
                Configuration.Settings.DefenceMode.Off => Defence.DefenceMode.Off,
                _ => Defence.DefenceMode.Enforce,
            },
            MaxConnections = connections,
            MaxPreLoginConnections = preLogin,
        };
    }
}
