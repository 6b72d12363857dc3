using System.Net;

namespace MailFront.Configuration.Settings;

/// <summary>Administration interface and metrics.</summary>
public sealed record AdminSettings
{
    /// <summary><c>mailfront_admin_socket</c>; null for <c>off</c>. Default <c>{configdirectory}/socket/admin</c>.</summary>
    public string? SocketPath { get; init; }

    /// <summary>True when <see cref="SocketPath"/> is the default: without its folder there is no interface, and that is no error.</summary>
    public bool IsSocketOptional { get; init; }

    /// <summary><c>mailfront_metrics_listen</c>; null (default) for nowhere.</summary>
    public IPEndPoint? MetricsListen { get; init; }
}
