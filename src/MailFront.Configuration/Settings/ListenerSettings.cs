namespace MailFront.Configuration.Settings;

/// <summary>One service of cyrus.conf that MailFront serves.</summary>
public sealed record ListenerSettings
{
    /// <summary>Name of the entry in cyrus.conf; prefix of its overrides in imapd.conf (<c>config_ident</c>) and of its log lines.</summary>
    public required string Name { get; init; }

    /// <summary>Protocol served, from the program in <c>cmd=</c>.</summary>
    public required ListenerProtocol Protocol { get; init; }

    /// <summary>Sockets to listen on: one per address family, as Cyrus opens them.</summary>
    public required IReadOnlyList<ListenAddress> Addresses { get; init; }

    /// <summary><c>-s</c>: TLS from the first byte.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary><c>-H</c>: a PROXY protocol header comes first, believed from <see cref="AccessSettings.TrustedProxies"/> only.</summary>
    public bool ExpectsProxyHeader { get; init; }

    /// <summary><c>maxchild</c>: most connections at once on each address; 0 for no cap of its own.</summary>
    public int MaxConnections { get; init; }

    /// <summary>
    /// What applies to its connections: the general options with <c>&lt;service&gt;_&lt;option&gt;</c> and <c>-C</c> taken into account.
    /// </summary>
    public required ServiceSettings Service { get; init; }

    /// <summary>Line of the entry in cyrus.conf.</summary>
    public int Line { get; init; }
}
