using System.Text;
using MailFront.Admin;
using MailFront.Admin.Backends;
using MailFront.Backends;
using MailFront.Backends.Pacing;
using MailFront.Backends.Registry;
using MailFront.Configuration;
using MailFront.Configuration.Settings;
using MailFront.Directory;
using MailFront.Protocol;

namespace MailFront.Composition;

/// <summary>Turns what the files say of backends into the options of the rooms Backends and Directory.</summary>
internal static class BackendMapping
{
    /// <summary>The registry's options.</summary>
    public static BackendRegistryOptions Registry(BackendCatalogue catalogue) => new()
    {
        Backends = [.. catalogue.Named.Select(Endpoint)],
        Defaults = Endpoint(catalogue.Template),
        Passwords = catalogue.Passwords.ToDictionary(entry => entry.Key, entry => Secret(entry.Value), StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>The ring of <c>mailfront_default_backend</c>; null when the option is not set.</summary>
    public static DefaultBackendRing? Ring(BackendCatalogue catalogue) => DefaultBackendRing.Of(catalogue.Defaults);

    /// <summary>How fast backends are given logins.</summary>
    public static BackendPacingOptions Pacing(BackendPacingSettings settings) => new()
    {
        LoginRate = settings.LoginRate,
        Connections = settings.Connections,
        Hold = settings.Hold,
        MaxWaiting = settings.Queue,
        DisconnectSpread = settings.DisconnectSpread,
    };

    /// <summary>A backend as operators see it; <paramref name="endpoint"/> is null when it is configured no longer.</summary>
    public static BackendView View(BackendSnapshot now, BackendEndpoint? endpoint) => new(now.Name, MetricNames.Of(now.State))
    {
        Address = endpoint is null ? null : $"{endpoint.Host}:{endpoint.ImapPort}",
        Sessions = now.Sessions,
        Running = now.Running,
        Waiting = now.Waiting,
        LoginsPerSecond = now.LoginsPerSecond,
        Rate = now.Rate,
        Logins = now.Logins,
        Failed = now.Failed,
        Held = now.Held,
        Refused = now.Refused,
        OutOfPorts = now.OutOfPorts,
        Spread = now.Spread,
        LastFailure = now.LastFailure,
        LastFailureSecondsAgo = now.LastFailureAge?.TotalSeconds,
    };

    private static BackendEndpoint Endpoint(BackendSettings settings) => new()
    {
        Name = settings.Name,
        Host = settings.Host,
        ImapPort = settings.ImapPort,
        Pop3Host = settings.Pop3Host,
        Pop3Port = settings.Pop3Port,
        Kind = settings.Kind switch
        {
            BackendDialect.Dovecot => BackendKind.Dovecot,
            BackendDialect.Generic => BackendKind.Generic,
            _ => BackendKind.Cyrus,
        },
        Tls = settings.Tls switch
        {
            BackendTls.StartTls => BackendTlsMode.StartTls,
            BackendTls.Implicit => BackendTlsMode.Implicit,
            _ => BackendTlsMode.Off,
        },
        VerifyCertificate = settings.VerifyCertificate,
        CaFile = settings.CaFile,
        ClientCertificateFile = settings.ClientCertificateFile,
        ClientKeyFile = settings.ClientKeyFile,
        ProxyHeader = settings.ProxyHeader switch
        {
            BackendProxyHeader.V1 => ProxyHeaderVersion.V1,
            BackendProxyHeader.V2 => ProxyHeaderVersion.V2,
            _ => ProxyHeaderVersion.Off,
        },
        ProxyUser = settings.ProxyUser,
        ProxyPassword = settings.ProxyPassword is { } password ? Secret(password) : null,
        Timeout = settings.Timeout,
        LoginRate = settings.LoginRate,
        Connections = settings.Connections,
    };

    private static Secret Secret(HiddenText text) => new(Encoding.UTF8.GetBytes(text.Reveal()));
}
