using System.Net;
using System.Net.Sockets;
using MailFront.Configuration.Settings;
using MailFront.Protocol;
using MailFront.Serving;
using MailFront.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Host;

public sealed class ListenerSetTests : IAsyncLifetime
{
    private readonly ListenerSet _set = new(
        () => throw new InvalidOperationException("no client comes"), new InheritedSockets([], []), TimeProvider.System, NullLoggerFactory.Instance);

    private readonly Dictionary<string, Service> _services = new() { ["imap"] = ServiceOf(MailProtocol.Imap) };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _set.StopAsync();

    [Fact]
    public async Task A_name_that_cannot_be_resolved_any_more_keeps_its_listener()
    {
        await ApplyAsync((_, _, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        var before = Assert.Single(_set.Describe());

        var failed = await ApplyAsync((_, _, _) => throw new SocketException((int)SocketError.TryAgain));

        Assert.Equal(1, failed);
        Assert.Equal(before, Assert.Single(_set.Describe()));
    }

    [Fact]
    public async Task A_name_that_means_nothing_else_closes_its_listener()
    {
        await ApplyAsync((_, _, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

        await _set.ApplyAsync(new ListenerPlan([], []), _services);

        Assert.Empty(_set.Describe());
    }

    [Fact]
    public async Task A_listener_that_stays_leads_to_the_service_as_it_is_now()
    {
        await ApplyAsync((_, _, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        var before = Assert.Single(_set.Describe());
        _services["imap"] = ServiceOf(MailProtocol.Pop3);

        await ApplyAsync((_, _, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

        Assert.Equal([MailProtocol.Pop3], _set.Protocols);
        Assert.Equal(before, Assert.Single(_set.Describe()));
    }

    private static Service ServiceOf(MailProtocol protocol) => new("imap", protocol, null!, NullLogger.Instance);

    private async Task<int> ApplyAsync(ListenerPlanner.ResolveAddresses resolve)
    {
        var planner = new ListenerPlanner(new InheritedSockets([], []), resolve, NullLogger.Instance);
        var listener = new ListenerSettings
        {
            Name = "imap",
            Protocol = ListenerProtocol.Imap,
            Addresses = [new ListenAddress { Family = ListenFamily.V4, HostName = "mail.test", Port = 0 }],
            Service = null!,
        };
        return await _set.ApplyAsync(await planner.PlanAsync([listener], CancellationToken.None), _services);
    }
}
