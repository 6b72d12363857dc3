using MailFront.Composition;
using MailFront.Configuration.Settings;
using MailFront.Logging;
using MailFront.Sessions;
using MailFront.Transport.Tls;
using Microsoft.Extensions.Logging;

namespace MailFront.Serving;

/// <summary>The services by name, with their certificates loaded.</summary>
internal sealed class ServiceTable
{
    private readonly Dictionary<string, Service> _services = [];
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly string _version;

    public ServiceTable(TimeProvider time, ILoggerFactory loggers, string version)
    {
        _time = time;
        _loggers = loggers;
        _logger = loggers.CreateLogger("mailfront");
        _version = version;
    }

    /// <summary>Services by name.</summary>
    public IReadOnlyDictionary<string, Service> Services => _services;

    /// <summary>Loads what <paramref name="settings"/> name and changes nothing. Certificates that cannot be used are logged; the old ones stay.</summary>
    public ServicePlan Plan(FrontendSettings settings)
    {
        var planned = new List<(ListenerSettings, Sessions.ServiceSettings)>();
        var withoutTls = new List<string>();
        var kept = 0;
        foreach (var listener in settings.Listeners)
        {
            var tls = default(TlsContexts);
            if (TlsMapping.Options(listener.Service.Tls, listener.Protocol) is { } options && (tls = LoadTls(listener.Name, options)) is null
                && _services.TryGetValue(listener.Name, out var known) && (tls = known.Settings.Tls) is not null)
            {
                kept++;
                Log.TlsKept(_logger, listener.Name);
            }

            if (tls is null && listener.ImplicitTls)
            {
                withoutTls.Add(listener.Name);
            }

            planned.Add((listener, ServiceMapping.Settings(listener, settings.Access, tls, _version)));
        }

        return new ServicePlan(planned, withoutTls, kept);
    }

    /// <summary>Brings the services in step with <paramref name="plan"/>.</summary>
    public void Apply(ServicePlan plan)
    {
        foreach (var (listener, settings) in plan.Services)
        {
            var protocol = ServiceMapping.Protocol(listener);
            if (_services.TryGetValue(listener.Name, out var known) && known.Protocol == protocol)
            {
                known.Settings = settings;
                continue;
            }

            _services[listener.Name] = new Service(listener.Name, protocol, settings, _loggers.CreateLogger(LineFormat.ServiceCategory + listener.Name));
        }
    }

    private TlsContexts? LoadTls(string service, TlsServerOptions options)
    {
        var outcome = TlsContexts.Load(options, _time);
        foreach (var error in outcome.Errors)
        {
            Log.TlsUnusable(_logger, service, error);
        }

        foreach (var warning in outcome.Warnings)
        {
            Log.TlsWarning(_logger, service, warning);
        }

        return outcome.Contexts;
    }
}
