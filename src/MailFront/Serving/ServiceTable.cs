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

    /// <summary>
    /// Brings the services in step with the files. Certificates that cannot be used keep the old ones; false when a service with
    /// implicit TLS is left without any.
    /// </summary>
    public bool Apply(FrontendSettings settings)
    {
        var usable = true;
        foreach (var listener in settings.Listeners)
        {
            _services.TryGetValue(listener.Name, out var known);
            var tls = LoadTls(listener) ?? known?.Settings.Tls;
            usable &= tls is not null || !listener.ImplicitTls;
            var mapped = ServiceMapping.Settings(listener, settings.Access, tls, _version);
            if (known is not null && known.Protocol == ServiceMapping.Protocol(listener))
            {
                known.Settings = mapped;
                continue;
            }

            var logger = _loggers.CreateLogger(LineFormat.ServiceCategory + listener.Name);
            _services[listener.Name] = new Service(listener.Name, ServiceMapping.Protocol(listener), mapped, logger);
        }

        return usable;
    }

    private TlsContexts? LoadTls(ListenerSettings listener)
    {
        if (TlsMapping.Options(listener.Service.Tls, listener.Protocol) is not { } options)
        {
            return null;
        }

        var outcome = TlsContexts.Load(options, _time);
        foreach (var error in outcome.Errors)
        {
            Log.TlsUnusable(_logger, listener.Name, error);
        }

        foreach (var warning in outcome.Warnings)
        {
            Log.TlsWarning(_logger, listener.Name, warning);
        }

        return outcome.Contexts;
    }
}
