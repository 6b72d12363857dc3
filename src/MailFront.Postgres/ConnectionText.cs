using Npgsql;

namespace MailFront.Postgres;

/// <summary>The operator's connection string, completed. Pure.</summary>
internal static class ConnectionText
{
    private const int ExchangeConnections = 5;
    private const int KeepAliveSeconds = 10;
    private const int KeepAliveIntervalSeconds = 5;

    /// <summary>
    /// What the operator set stays. Not set: the server ends a query at the deadline by itself (<c>statement_timeout</c>), the kernel finds peers
    /// that vanished, and Kerberos is not asked while connecting. Always: Npgsql's own time limits for queries
    /// are off, since at their end it sends a cancel request on the waiting thread and blocks it.
    /// </summary>
    /// <exception cref="ArgumentException">The string is none.</exception>
    public static string Complete(SqlCheckerOptions options) => Complete(options.Connection, options.Password, options.MaxConnections, options.Deadline);

    /// <summary>The same for the exchange between nodes, which uses one connection, and a second while the first hangs.</summary>
    /// <exception cref="ArgumentException">The string is none.</exception>
    public static string Complete(Fleet.FleetOptions options) => Complete(options.Connection, options.Password, ExchangeConnections, options.Deadline);

    private static string Complete(string connection, string? password, int maxConnections, TimeSpan deadline)
    {
        var given = new NpgsqlConnectionStringBuilder(connection);
        int seconds = Math.Max(1, (int)Math.Ceiling(deadline.TotalSeconds));
        var text = new NpgsqlConnectionStringBuilder(connection)
        {
            CommandTimeout = 0,
            MaxPoolSize = maxConnections,
            MinPoolSize = Math.Min(given.MinPoolSize, maxConnections),
            Pooling = true,
            Multiplexing = false,
            Enlist = false,
            LogParameters = false,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
        SetUnlessGiven(given, "Application Name", () => text.ApplicationName = "mailfront");
        SetUnlessGiven(given, "Timeout", () => text.Timeout = seconds);
        SetUnlessGiven(given, "Options", () => text.Options = $"-c statement_timeout={(long)deadline.TotalMilliseconds}");

        // The kernel knows no such thing on a unix socket, and Npgsql fails for it.
        if (!IsUnixSocket(given.Host))
        {
            SetUnlessGiven(given, "TCP Keepalive", () =>
            {
                text.TcpKeepAlive = true;
                text.TcpKeepAliveTime = KeepAliveSeconds;
                text.TcpKeepAliveInterval = KeepAliveIntervalSeconds;
            });
        }

        SetUnlessGiven(given, "GSS Encryption Mode", () => text.GssEncryptionMode = GssEncryptionMode.Disable);
        if (password is not null)
        {
            text.Password = password;
        }

        return text.ConnectionString;
    }

    // Several hosts may be given, with commas between.
    private static bool IsUnixSocket(string? hosts) => hosts is not null && Array.Exists(hosts.Split(','), host => host.StartsWith('/') || host.StartsWith('@'));

    private static void SetUnlessGiven(NpgsqlConnectionStringBuilder given, string keyword, Action set)
    {
        if (!given.ShouldSerialize(keyword))
        {
            set();
        }
    }
}
