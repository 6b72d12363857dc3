using Npgsql;

namespace MailFront.Postgres;

/// <summary>The operator's connection string, completed. Pure.</summary>
internal static class ConnectionText
{
    private const int KeepAliveSeconds = 10;
    private const int KeepAliveIntervalSeconds = 5;

    /// <summary>
    /// What the operator set stays. Not set: the server ends a query at the deadline by itself (<c>statement_timeout</c>), the kernel finds peers
    /// that vanished, and Kerberos is not asked while connecting. Always: Npgsql's own time limits for queries
    /// are off, since at their end it sends a cancel request on the waiting thread and blocks it.
    /// </summary>
    /// <exception cref="ArgumentException">The string is none.</exception>
    public static string Complete(SqlCheckerOptions options)
    {
        var given = new NpgsqlConnectionStringBuilder(options.Connection);
        int seconds = Math.Max(1, (int)Math.Ceiling(options.Deadline.TotalSeconds));
        var text = new NpgsqlConnectionStringBuilder(options.Connection)
        {
            CommandTimeout = 0,
            MaxPoolSize = options.MaxConnections,
            MinPoolSize = Math.Min(given.MinPoolSize, options.MaxConnections),
            Pooling = true,
            Multiplexing = false,
            Enlist = false,
            LogParameters = false,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
        SetUnlessGiven(given, "Application Name", () => text.ApplicationName = "mailfront");
        SetUnlessGiven(given, "Timeout", () => text.Timeout = seconds);
        SetUnlessGiven(given, "Options", () => text.Options = $"-c statement_timeout={(long)options.Deadline.TotalMilliseconds}");

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
        if (options.Password is { } password)
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
