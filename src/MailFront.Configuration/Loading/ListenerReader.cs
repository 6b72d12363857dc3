using MailFront.Configuration.CyrusConf;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration.Loading;

/// <summary>SERVICES of cyrus.conf to listeners, each with its own effective options.</summary>
internal sealed class ListenerReader
{
    private const string Refused = "MailFront does not start with it";

    private readonly ServiceFiles _files;
    private readonly IConfigurationSource _source;
    private readonly string _hostName;
    private readonly ServiceNames _ports;
    private readonly DiagnosticBag _diagnostics;

    /// <summary>Reads with what the other parts found.</summary>
    public ListenerReader(ServiceFiles files, IConfigurationSource source, string hostName, ServiceNames ports, DiagnosticBag diagnostics)
    {
        _files = files;
        _source = source;
        _hostName = hostName;
        _ports = ports;
        _diagnostics = diagnostics;
    }

    /// <summary>The listeners, in file order.</summary>
    public IReadOnlyList<ListenerSettings> Read(IReadOnlyList<CyrusConfSection> sections)
    {
        var listeners = new List<ListenerSettings>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in sections.Where(section => section.Name == "SERVICES").SelectMany(section => section.Entries))
        {
            if (!names.Add(entry.Name))
            {
                _diagnostics.Error(entry.Place, entry.Name, $"multiple entries for service '{entry.Name}'", "Cyrus does not start with it");
            }
            else if (ReadEntry(entry) is { } listener)
            {
                listeners.Add(listener);
            }
        }

        return listeners;
    }

    private ListenerSettings? ReadEntry(CyrusConfEntry entry)
    {
        if (entry.Find("cmd") is not { } cmd || entry.Find("listen") is not { } listen || ServiceCommand.Parse(cmd) is not { } command)
        {
            _diagnostics.Error(entry.Place, entry.Name, $"unable to find command or port for service '{entry.Name}'", "Cyrus does not start with it");
            return null;
        }

        var kind = CyrusPrograms.Find(command.Program, out var instead);
        if (kind is not (ProgramKind.Imap or ProgramKind.Pop3))
        {
            TellNotServed(entry, command, kind, instead);
            return null;
        }

        var addresses = ListenSpecification.Parse(listen, entry.Find("proto") ?? "tcp", _ports, out var problem);
        if (addresses is null)
        {
            _diagnostics.Error(entry.Place, entry.Name, $"service '{entry.Name}': {problem}", Refused);
        }

        var cap = ServiceEntryReader.ReadMaxChild(entry, _diagnostics);
        ServiceEntryReader.TellOtherKeys(entry, command, _diagnostics);
        if (cap.IsNever || addresses is null)
        {
            return null;
        }

        return Build(entry, command, kind, addresses, cap.Connections);
    }

    private ListenerSettings Build(CyrusConfEntry entry, ServiceCommand command, ProgramKind kind, IReadOnlyList<ListenAddress> addresses, int cap)
    {
        var file = command.ImapdConf is null ? _files.Main : _files.Open(command.ImapdConf);
        var service = ServiceReader.Read(new OptionReader(file, entry.Name, _diagnostics), _source, _hostName);
        var listener = new ListenerSettings
        {
            Name = entry.Name,
            Protocol = kind == ProgramKind.Imap ? ListenerProtocol.Imap : ListenerProtocol.Pop3,
            Addresses = addresses,
            ImplicitTls = command.ImplicitTls,
            ExpectsProxyHeader = command.ProxyHeader,
            MaxConnections = cap,
            Service = service,
            Line = entry.Place.Line,
        };
        CheckTls(entry, listener);
        return listener;
    }

    private void CheckTls(CyrusConfEntry entry, ListenerSettings listener)
    {
        var tls = listener.Service.Tls;
        var login = listener.Service.Login;
        if (listener.ImplicitTls && !tls.HasCertificate)
        {
            _diagnostics.Error(entry.Place, entry.Name, $"service '{entry.Name}' has -s, but there is no tls_server_cert for it", Refused);
        }
        else if (!listener.ImplicitTls && !login.AllowStartTls && (!login.AllowPlaintext || login.TlsRequired))
        {
            var without = login.TlsRequired ? "tls_required forbids it" : "allowplaintext is off";
            var why = tls.HasCertificate ? "allowstarttls is off" : "there is no tls_server_cert";
            _diagnostics.Warning(
                entry.Place,
                entry.Name,
                $"nobody can log in to service '{entry.Name}': {why}, and without TLS {without}",
                "every login is refused");
        }
        else if (!listener.ImplicitTls && login.AllowPlaintext && tls.HasCertificate)
        {
            _diagnostics.Note(entry.Place, entry.Name, $"service '{entry.Name}' takes passwords without TLS (allowplaintext)");
        }
    }

    private void TellNotServed(CyrusConfEntry entry, ServiceCommand command, ProgramKind kind, string instead)
    {
        var message = $"service '{entry.Name}' runs {command.Program}";
        if (kind == ProgramKind.Unknown)
        {
            _diagnostics.Warning(entry.Place, entry.Name, $"{message}, which is no program of Cyrus", instead);
        }
        else
        {
            _diagnostics.Note(entry.Place, entry.Name, message, instead);
        }
    }
}
