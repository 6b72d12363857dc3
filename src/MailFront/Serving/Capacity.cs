using MailFront.Configuration.Settings;
using MailFront.Defence;
using MailFront.Transport;

namespace MailFront.Serving;

/// <summary>How many connections the process takes, from the files and the descriptor limit.</summary>
internal static class Capacity
{
    /// <summary>The engine's limits; an option of 0 means "as many as the descriptors allow", a larger one is cut to that.</summary>
    public static DefenceOptions Of(ProcessSettings process, DescriptorLimit limit)
    {
        var most = Math.Max(1, limit.SessionCapacity);
        var connections = process.MaxConnections is > 0 and var asked && asked < most ? asked : most;
        var preLogin = process.MaxPreLogin is > 0 and var askedPreLogin ? Math.Min(askedPreLogin, connections) : Math.Max(1, connections / 2);
        return new DefenceOptions
        {
            MaxConnections = connections,
            MaxPreLoginConnections = preLogin,
        };
    }
}
