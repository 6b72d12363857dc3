using System.Net;

namespace MailFront.Admin;

/// <summary>Where the administration interface and the metrics are served.</summary>
public sealed record AdminOptions
{
    /// <summary>Path of the interface's unix socket (<c>mailfront_admin_socket</c>); null for none. Made with mode 0600.</summary>
    public string? SocketPath { get; init; }

    /// <summary>True when nobody asked for <see cref="SocketPath"/>: without its folder there is no interface, and that is no error.</summary>
    public bool IsSocketOptional { get; init; }

    /// <summary>Where <c>/metrics</c>, and nothing else, is served over TCP (<c>mailfront_metrics_listen</c>); null for nowhere.</summary>
    public IPEndPoint? MetricsEndPoint { get; init; }
}
