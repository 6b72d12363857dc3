using MailFront.Defence.Admission;
using MailFront.Protocol;
using Microsoft.Extensions.Logging;

namespace MailFront.Sessions;

/// <summary>One service of cyrus.conf: what its listeners speak and allow. Shared by all its connections; settings are replaced on reload.</summary>
public sealed class Service
{
    private ServiceSettings _settings;

    /// <summary>Creates the service <paramref name="name"/>, whose lines go to <paramref name="logger"/>.</summary>
    public Service(string name, MailProtocol protocol, ServiceSettings settings, ILogger logger)
    {
        Name = name;
        Protocol = protocol;
        _settings = settings;
        Logger = logger;
    }

    /// <summary>Name in cyrus.conf; the program name of its log lines.</summary>
    public string Name { get; }

    /// <summary>What it speaks.</summary>
    public MailProtocol Protocol { get; }

    /// <summary>Where lines of this service's sessions go.</summary>
    public ILogger Logger { get; }

    /// <summary>The places of its connections, in the lobby.</summary>
    internal SeatBlock Seats { get; } = new();

    /// <summary>Settings for new connections.</summary>
    public ServiceSettings Settings
    {
        get => Volatile.Read(ref _settings);
        set => Volatile.Write(ref _settings, value);
    }
}
