using MailFront.Configuration.CyrusConf;
using MailFront.Configuration.Loading;
using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration;

/// <summary>Reads cyrus.conf and imapd.conf as Cyrus does, and says what MailFront makes of each part that it does differently.</summary>
public static class SettingsLoader
{
    private const string ServicesFile = "/etc/services";

    /// <summary>Reads both files with all that they include. All findings come at once; nothing a file says throws.</summary>
    /// <param name="cyrusConfPath">cyrus.conf, <c>-M</c>.</param>
    /// <param name="imapdConfPath">imapd.conf, <c>-C</c>.</param>
    /// <param name="source">Gives the text of files.</param>
    /// <param name="hostName">The host's name: <c>servername</c> when not set.</param>
    /// <param name="cyrusPath">CYRUS_PATH of the environment, put before a relative <c>@include</c>; null when not set.</param>
    public static LoadResult Load(string cyrusConfPath, string imapdConfPath, IConfigurationSource source, string hostName, string? cyrusPath = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var diagnostics = new DiagnosticBag();
        var sections = ReadCyrusConf(cyrusConfPath, source, diagnostics);
        var files = new ServiceFiles(imapdConfPath, source, cyrusPath, diagnostics);
        var settings = Build(cyrusConfPath, sections, files, source, hostName, diagnostics);
        UpkeepReview.Tell(sections, diagnostics);
        var services = sections.SelectMany(section => section.Entries).Select(entry => entry.Name).ToList();
        foreach (var file in files.All)
        {
            new OptionReview(file, files.Main, services, settings.Listeners, settings.Backends, diagnostics).Tell();
        }

        return new LoadResult(diagnostics.HasErrors ? null : settings, Sort(diagnostics.All));
    }

    private static FrontendSettings Build(
        string cyrusConfPath,
        IReadOnlyList<CyrusConfSection> sections,
        ServiceFiles files,
        IConfigurationSource source,
        string hostName,
        DiagnosticBag diagnostics)
    {
        var reader = new OptionReader(files.Main, service: null, diagnostics);
        var directory = ReadConfigDirectory(reader);
        var access = ProcessReader.ReadAccess(reader);
        var listeners = new ListenerReader(files, source, hostName, new ServiceNames(source.Read(ServicesFile)), diagnostics).Read(sections);
        CheckListeners(listeners, access, new SourcePlace(cyrusConfPath, 0), diagnostics);
        var backends = BackendReader.Read(reader, source);
        MechanismReview.TellBackends(listeners, backends, reader);
        var service = ServiceReader.Read(reader, source, hostName);
        return new FrontendSettings
        {
            ConfigDirectory = directory,
            Listeners = listeners,
            Service = service,
            Backends = backends,
            Pacing = PacingReader.Read(reader, backends, service.Deadlines.Login),
            Directory = ProcessReader.ReadDirectory(reader),
            Checkers = CheckerReader.Read(reader, source),
            Access = access,
            Lists = ListReader.Read(reader, source),
            Rules = RuleReader.Read(reader),
            EvidenceFile = ReadEvidenceFile(reader),
            Fleet = FleetReader.Read(reader, source),
            Admin = AdminReader.Read(reader),
            Log = ProcessReader.ReadLog(reader),
            Decisions = DecisionReader.Read(reader),
            Pressure = PressureReader.Read(reader),
            Process = ProcessReader.ReadProcess(reader),
        };
    }

    private static IReadOnlyList<CyrusConfSection> ReadCyrusConf(string path, IConfigurationSource source, DiagnosticBag diagnostics)
    {
        if (source.Read(path) is { } text)
        {
            return CyrusConfParser.Parse(text, path, diagnostics);
        }

        diagnostics.Error(new SourcePlace(path, 0), null, $"can't open configuration file {path}");
        return [];
    }

    private static string ReadConfigDirectory(OptionReader reader)
    {
        const string Name = "configdirectory";
        var directory = reader.Text(Name);
        if (directory is null)
        {
            reader.Diagnostics.Error(reader.File.Whole, Name, "configdirectory is not set", "Cyrus does not start without it");
        }
        else if (!directory.StartsWith('/'))
        {
            reader.Diagnostics.Error(
                reader.PlaceOf(Name),
                Name,
                $"configdirectory '{directory}' is no absolute path",
                "MailFront does not start with it");
        }

        return directory ?? string.Empty;
    }

    private static string? ReadEvidenceFile(OptionReader reader)
    {
        var option = MailFrontOptions.EvidenceFile;
        var path = reader.Text(option.Name) ?? reader.Expand(option.Default);
        return path == "off" ? null : path;
    }

    private static void CheckListeners(IReadOnlyList<ListenerSettings> listeners, AccessSettings access, SourcePlace file, DiagnosticBag diagnostics)
    {
        if (listeners.Count == 0)
        {
            diagnostics.Error(
                file,
                "SERVICES",
                "no service that MailFront serves: no imapd, proxyd, pop3d or pop3proxyd in SERVICES",
                "MailFront does not start without one");
        }

        TellSharedAddresses(listeners, file, diagnostics);
        foreach (var listener in listeners.Where(listener => listener.ExpectsProxyHeader && access.TrustedProxies.Count == 0))
        {
            diagnostics.Error(
                file with { Line = listener.Line },
                listener.Name,
                $"service '{listener.Name}' has -H, but mailfront_trusted_proxies names nobody whose header could be believed",
                "MailFront does not start with it");
        }
    }

    private static void TellSharedAddresses(IReadOnlyList<ListenerSettings> listeners, SourcePlace file, DiagnosticBag diagnostics)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        var sockets = listeners
            .SelectMany(listener => listener.Addresses, (listener, address) => (Listener: listener, Address: address))
            .Where(socket => socket.Address.Port != 0 || socket.Address.UnixPath is not null);
        foreach (var (listener, address) in sockets)
        {
            if (!taken.TryAdd(address.ToString(), listener.Name))
            {
                diagnostics.Warning(
                    file with { Line = listener.Line },
                    listener.Name,
                    $"service '{listener.Name}' listens on {address}, as service '{taken[address.ToString()]}' does",
                    "the second cannot be opened");
            }
        }
    }

    private static List<Diagnostic> Sort(IReadOnlyList<Diagnostic> found)
    {
        var files = found.Select(diagnostic => diagnostic.File).Distinct().ToList();
        return [.. found.OrderBy(diagnostic => files.IndexOf(diagnostic.File)).ThenBy(diagnostic => diagnostic.Line)];
    }
}
