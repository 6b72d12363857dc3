using System.Text;
using MailFront.Authentication;
using MailFront.Configuration.Settings;
using MailFront.Defence.Fleet;
using MailFront.Defence.Login;
using MailFront.Defence.Sealing;
using MailFront.Postgres.Fleet;
using MailFront.Protocol;
using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>This node's part in a fleet: what is done here and concerns others is told them, and what they tell is done here.</summary>
internal sealed class FleetMembership : IFleetInbox
{
    private readonly FleetOutbox _outbox;
    private readonly LoginHistory _history;
    private readonly TimeProvider _time;
    private readonly FleetExchange _exchange;
    private readonly Func<AuthenticationGateway> _gateway;
    private readonly ILogger _logger;

    private FleetMembership(
        FleetSettings settings, string nodeName, FleetOutbox outbox, LoginHistory history, Func<AuthenticationGateway> gateway, TimeProvider time, ILoggerFactory loggers)
    {
        _outbox = outbox;
        _history = history;
        _time = time;
        _gateway = gateway;
        _logger = loggers.CreateLogger<FleetMembership>();
        var options = new FleetOptions { Connection = settings.Connection.Reveal(), Password = settings.Password?.Reveal(), NodeName = nodeName };
        _exchange = new FleetExchange(options, SealOf(settings), _outbox, this, time, loggers.CreateLogger<FleetExchange>());
    }

    /// <summary>The exchange in numbers.</summary>
    public FleetCounters Counters => _exchange.Counters;

    /// <summary>A member; null when the node works alone.</summary>
    public static FleetMembership? Of(
        FrontendSettings settings, EvidenceMemory memory, Func<AuthenticationGateway> gateway, TimeProvider time, ILoggerFactory loggers) =>
        settings.Fleet is { } fleet && memory.Outbox is { } outbox
            ? new FleetMembership(fleet, settings.Service.Identity.ServerName, outbox, memory.History, gateway, time, loggers)
            : null;

    /// <summary>Exchanges news until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _exchange.RunAsync(cancellationToken);

    /// <summary>Others are to forget what they remember of the passwords of <paramref name="user"/>.</summary>
    public void TellForget(string user) => _outbox.AddOrder(new FleetMessage(FleetMessageKind.Forget, Encoding.UTF8.GetBytes(user)));

    /// <inheritdoc/>
    public void Receive(in FleetMessage message)
    {
        switch (message.Kind)
        {
            case FleetMessageKind.Observations:
                Apply(message.Body.Span);
                break;
            case FleetMessageKind.Forget:
                var user = Encoding.UTF8.GetString(message.Body.Span);
                _gateway().Forget(user);
                Log.ForgottenForFleet(_logger, LoggableText.From(user).ToString());
                break;
        }
    }

    private void Apply(ReadOnlySpan<byte> observations)
    {
        var now = _time.GetElapsedTime(0);
        for (; ObservationForm.TryRead(observations, out var login); observations = observations[ObservationForm.Length..])
        {
            _history.Apply(login, now);
        }
    }

    /// <summary>What the nodes of a fleet seal under.</summary>
    public static EvidenceSeal SealOf(FleetSettings settings) => new(Encoding.UTF8.GetBytes(settings.Secret.Reveal()), "mailfront fleet"u8);
}
