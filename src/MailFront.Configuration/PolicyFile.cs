using MailFront.Configuration.Loading;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration;

/// <summary>What an imapd.conf says of limits, delays and lists: enough to ask what it would have decided. Not for several threads at once.</summary>
public sealed class PolicyFile
{
    private readonly ServiceFiles _files;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, ServicePolicy> _services = new(StringComparer.Ordinal);

    private PolicyFile(ServiceFiles files, IConfigurationSource source, DiagnosticBag diagnostics)
    {
        _files = files;
        _diagnostics = diagnostics;
        var reader = new OptionReader(files.Main, service: null, diagnostics);
        Access = ProcessReader.ReadAccess(reader);
        Lists = ListReader.Read(reader, source);
        Process = ProcessReader.ReadProcess(reader);
        Of(string.Empty);
    }

    /// <summary>Whether the defence acts.</summary>
    public AccessSettings Access { get; }

    /// <summary>Lists.</summary>
    public ListSettings Lists { get; }

    /// <summary>Limits of the process.</summary>
    public ProcessSettings Process { get; }

    /// <summary>What keeps the file from being used, as far as it has been looked at.</summary>
    public IReadOnlyList<Diagnostic> Errors => [.. _diagnostics.All.Where(finding => finding.Severity == DiagnosticSeverity.Error)];

    /// <summary>Reads the file at <paramref name="imapdConfPath"/>. Nothing it says throws.</summary>
    public static PolicyFile Load(string imapdConfPath, IConfigurationSource source, string? cyrusPath = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var diagnostics = new DiagnosticBag();
        return new PolicyFile(new ServiceFiles(imapdConfPath, source, cyrusPath, diagnostics), source, diagnostics);
    }

    /// <summary>What it says for a service of cyrus.conf; empty for none in particular.</summary>
    public ServicePolicy Of(string service)
    {
        if (!_services.TryGetValue(service, out var policy))
        {
            var reader = new OptionReader(_files.Main, service.Length == 0 ? null : service, _diagnostics);
            policy = new ServicePolicy(ServiceReader.ReadLogin(reader, hasCertificate: true), DeadlineReader.Read(reader));
            _services.Add(service, policy);
        }

        return policy;
    }
}
