using System.Globalization;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;
using Xunit.Abstractions;

namespace MailFront.EndToEndTests.Backends;

/// <summary>Five hundred sessions lose their backend and come back to it: through the running server, with a backend that notes each login.</summary>
public sealed class ReturningBackendTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Sessions = 500;
    private const int Rate = 100;

    // The network between the two shifts logins by some milliseconds: what began in one slot may arrive in the next.

    private static readonly TimeSpan _outage = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _enough = TimeSpan.FromSeconds(60);

    private readonly StubBackend _backend = StubBackend.StartNew();
    private MailFrontProcess? _front;

    private MailFrontProcess Front => _front ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync()
    {
        var configuration = new FrontConfiguration()
            .Service("imap", "imapd", "127.0.0.1:0")
            .Option("servername", "front.test")
            .Option("allowplaintext", "yes")
            .Option("sasl_pwcheck_method", "passwd-file")
            .Option("failedloginpause", "0")
            .Option("mailfront_backend_stub", $"{_backend.EndPoint} kind=generic")
            .Option("mailfront_default_backend", "stub")
            .Option("mailfront_disconnect_spread", "3s");
        configuration.Users.AddRange(Enumerable.Range(0, Sessions).Select(UserOf));
        _front = await MailFrontProcess.StartAsync(configuration);
    }

    public async Task DisposeAsync()
    {
        await Front.DisposeAsync();
        await _backend.DisposeAsync();
    }

    [Fact]
    public async Task Its_users_are_back_at_its_rate_and_hardly_any_is_turned_away()
    {
        var clients = new List<Task<LineClient>>();
        for (var i = 0; i < Sessions; i++)
        {
            clients.Add(LogInAsync(i));
            if (i % 50 == 49)
            {
                await Task.WhenAll(clients);
            }
        }

        // So that every session counts as idle: nobody is waiting for an answer.
        await Task.Delay(TimeSpan.FromSeconds(4));
        await LimitAsync();
        var died = _backend.Now;
        _backend.Die();
        var returning = (await Task.WhenAll(clients)).Select((client, number) => ReturnAsync(client, number, died)).ToList();
        await Task.Delay(_outage);
        _backend.Start();

        var back = await Task.WhenAll(returning).WaitAsync(_enough);

        Report(back, died);
        // How fast is told by the line above and asserted where time is the test's own; here, that everybody is back and few were sent away first.
        Assert.Equal(Sessions, back.Length);
        Assert.True(back.Sum(client => client.Refusals) <= Sessions / 4);
        await Task.WhenAll(back.Select(client => client.Line.DisposeAsync().AsTask()));
    }

    private static TestUser UserOf(int number) => new(string.Create(CultureInfo.InvariantCulture, $"user{number:000}"), $"canary-{number}");

    private static int MostInAnySlot(IEnumerable<TimeSpan> logins)
    {
        var times = logins.Order().ToList();
        return times.Select(start => times.Count(time => time >= start && time < start + TimeSpan.FromMilliseconds(100))).Max();
    }

    private async Task<LineClient> LogInAsync(int number)
    {
        var client = await LineClient.ConnectAsync(Front.Imap);
        client.Deadline = _enough;
        await client.ReadLineAsync();
        await client.SendAsync($"a LOGIN {UserOf(number).Name} {UserOf(number).Password}\r\n");
        Assert.StartsWith("a OK ", await client.ReadLineAsync(), StringComparison.Ordinal);
        return client;
    }

    // Not before: the first logins would have to wait too.
    private async Task LimitAsync()
    {
        var lines = await File.ReadAllTextAsync(Front.Files.ImapdConf);
        await File.WriteAllTextAsync(Front.Files.ImapdConf, $"{lines}mailfront_backend_login_rate: {Rate}\n");
        await Front.SignalAsync("HUP");
        await Front.WaitForLogAsync("Services reconfigured");
    }

    private async Task<Return> ReturnAsync(LineClient lost, int number, TimeSpan died)
    {
        await lost.ReadToEndAsync();
        await lost.DisposeAsync();
        var letGo = _backend.Now - died;
        for (var refusals = 0; ; refusals++)
        {
            var client = await LineClient.ConnectAsync(Front.Imap);
            client.Deadline = _enough;
            await client.ReadLineAsync();
            await client.SendAsync($"a LOGIN {UserOf(number).Name} {UserOf(number).Password}\r\n");
            if ((await client.ReadLineAsync()).StartsWith("a OK ", StringComparison.Ordinal))
            {
                return new Return(client, letGo, _backend.Now - died, refusals);
            }

            await client.DisposeAsync();
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private void Report(Return[] back, TimeSpan died)
    {
        var times = back.Select(client => client.Back.TotalSeconds).Order().ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Sessions} sessions, rate {Rate}, outage {_outage.TotalSeconds} s: let go over {back.Max(client => client.LetGo).TotalSeconds:0.0} s, half back {times[Sessions / 2]:0.0} s, all {times[^1]:0.0} s, "
            + $"most logins in any 100 ms {MostInAnySlot(_backend.Logins.Where(time => time > died))}, turned away {back.Sum(client => client.Refusals)}"));
    }

    private sealed record Return(LineClient Line, TimeSpan LetGo, TimeSpan Back, int Refusals);
}
