using MailFront.Configuration.Settings;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>The value of <c>mailfront_imap_checker</c>: <c>host[:port] [tls=] [tls_verify=] [tls_ca=]</c>, then the next server in the same way.</summary>
internal static class ImapCheckerSpecification
{
    private const string Form = "host[:port] [tls=off|starttls|implicit] [tls_verify=on|off] [tls_ca=file]";

    /// <summary>The servers, or null with what is wrong.</summary>
    public static IReadOnlyList<ImapCheckerServer>? Parse(string text, string? caFile, out string problem)
    {
        var servers = new List<ImapCheckerServer>();
        var ports = new List<int?>();
        foreach (var word in WordList.Split(text))
        {
            if (word.Contains('=', StringComparison.Ordinal))
            {
                if (servers.Count == 0 || Apply(servers[^1], word) is not { } changed)
                {
                    problem = $"'{word}' is not understood; expected {Form}";
                    return null;
                }

                servers[^1] = changed;
            }
            else if (BackendSpecification.TrySplitHost(word, out var host, out var port))
            {
                servers.Add(new ImapCheckerServer(host, 0) { CaFile = caFile });
                ports.Add(port);
            }
            else
            {
                problem = $"'{word}' is no host[:port]";
                return null;
            }
        }

        problem = servers.Count == 0 ? $"expected {Form}" : string.Empty;
        return servers.Count == 0 ? null : [.. servers.Zip(ports, WithPort)];
    }

    private static ImapCheckerServer? Apply(ImapCheckerServer server, string word) => word switch
    {
        "tls=off" => server with { Tls = BackendTls.Off },
        "tls=starttls" => server with { Tls = BackendTls.StartTls },
        "tls=implicit" => server with { Tls = BackendTls.Implicit },
        "tls_verify=on" => server with { VerifyCertificate = true },
        "tls_verify=off" => server with { VerifyCertificate = false },
        _ when word.StartsWith("tls_ca=", StringComparison.Ordinal) && word.Length > "tls_ca=".Length => server with { CaFile = word["tls_ca=".Length..] },
        _ => null,
    };

    private static ImapCheckerServer WithPort(ImapCheckerServer server, int? port) => server with
    {
        Port = port ?? (server.Tls == BackendTls.Implicit ? BackendSettings.DefaultImplicitImapPort : BackendSettings.DefaultImapPort),
    };
}
