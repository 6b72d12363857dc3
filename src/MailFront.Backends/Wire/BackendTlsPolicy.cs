using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MailFront.Transport.Tls;

namespace MailFront.Backends.Wire;

/// <summary>
/// TLS policies of backends: one object for each endpoint object and host. The transport reads a policy's files once for each object,
/// so a login costs no disk access, and a reload, which makes new endpoints, reads them again. Thread-safe.
/// </summary>
internal static class BackendTlsPolicy
{
    // Beside the endpoint rather than in it: a record's copy would take the policy of its original along.
    private static readonly ConditionalWeakTable<BackendEndpoint, ConcurrentDictionary<string, TlsClientPolicy>> _made = [];

    /// <summary>The policy for <paramref name="endpoint"/>, whose certificate must name <paramref name="host"/>.</summary>
    public static TlsClientPolicy Of(BackendEndpoint endpoint, string host) => _made
        .GetValue(endpoint, static _ => new ConcurrentDictionary<string, TlsClientPolicy>(StringComparer.Ordinal))
        .GetOrAdd(host, Make, endpoint);

    private static TlsClientPolicy Make(string host, BackendEndpoint endpoint) => new()
    {
        HostName = host,
        Verify = endpoint.VerifyCertificate,
        CaFile = endpoint.CaFile,
        CertificateFile = endpoint.ClientCertificateFile,
        KeyFile = endpoint.ClientKeyFile,
    };
}
