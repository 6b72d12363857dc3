using System.Text;
using MailFront.Authentication;
using MailFront.Configuration.Settings;
using MailFront.Defence.Fleet;
using MailFront.Defence.Lists;
using MailFront.Defence.Login;
using MailFront.Defence.Sealing;
using MailFront.Lists;
using MailFront.Postgres.Fleet;
using MailFront.Protocol;
using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>This node's part in a fleet: what is done here and concerns others is told them, and what they tell is done here.</summary>
internal sealed class FleetMembership : IFleetInbox, IBanNews
{
    private const string KickMark = "kick\n";

    private readonly FleetOutbox _outbox;
    private readonly LoginHistory _history;
    private readonly ListDuty _lists;
    private readonly TimeProvider _time;
    private readonly FleetExchange _exchange;
    private readonly Func<AuthenticationGateway> _gateway;
    private readonly ILogger _logger;

    private FleetMembership(
        FleetSettings settings, string nodeName, EvidenceMemory memory, FleetOutbox outbox, ListDuty lists, Func<AuthenticationGateway> gateway, TimeProvider time, ILoggerFactory loggers)
    {
        _outbox = outbox;
        _history = memory.History;
        _lists = lists;
        lists.News = this;
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
        FrontendSettings settings, EvidenceMemory memory, ListDuty lists, Func<AuthenticationGateway> gateway, TimeProvider time, ILoggerFactory loggers) =>
        settings.Fleet is { } fleet && memory.Outbox is { } outbox
            ? new FleetMembership(fleet, settings.Service.Identity.ServerName, memory, outbox, lists, gateway, time, loggers)
            : null;

    /// <summary>Exchanges news until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _exchange.RunAsync(cancellationToken);

    /// <summary>Others are to forget what they remember of the passwords of <paramref name="user"/>.</summary>
    public void TellForget(string user) => _outbox.AddOrder(new FleetMessage(FleetMessageKind.Forget, Encoding.UTF8.GetBytes(user)));

    /// <inheritdoc/>
    public void Banned(Ban ban, bool kick)
    {
        var text = (kick ? KickMark : string.Empty) + BanFileText.Write([ban], _time.GetElapsedTime(0), WallNow);
        _outbox.AddOrder(new FleetMessage(FleetMessageKind.Ban, Encoding.UTF8.GetBytes(text)));
    }

    /// <inheritdoc/>
    public void Unbanned(BanTarget target) =>
        _outbox.AddOrder(new FleetMessage(FleetMessageKind.Unban, Encoding.UTF8.GetBytes(target.ToString())));

    /// <inheritdoc/>
    public void Receive(in FleetMessage message)
    {
        switch (message.Kind)
        {
            case FleetMessageKind.Observations:
                Apply(message.Body.Span);
                break;
            case FleetMessageKind.Ban:
                Adopt(Encoding.UTF8.GetString(message.Body.Span));
                break;
            case FleetMessageKind.Unban:
                _lists.Lift(Encoding.UTF8.GetString(message.Body.Span));
                break;
            case FleetMessageKind.Forget:
                var user = Encoding.UTF8.GetString(message.Body.Span);
                _gateway().Forget(user);
                Log.ForgottenForFleet(_logger, LoggableText.From(user).ToString());
                break;
        }
    }

    private TimeSpan WallNow => _time.GetUtcNow() - DateTimeOffset.UnixEpoch;

    private void Adopt(string text)
    {
        var kick = text.StartsWith(KickMark, StringComparison.Ordinal);
        foreach (var ban in BanFileText.Read(kick ? text[KickMark.Length..] : text, _time.GetElapsedTime(0), WallNow, out _))
        {
            _lists.Adopt(ban, kick);
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
