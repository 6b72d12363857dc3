using MailFront.Defence;
using MailFront.Defence.Rules;
using MailFront.Protocol;
using MailFront.Sessions;
using MailFront.Sessions.Rules;
using MailFront.SessionTests.Login;

namespace MailFront.SessionTests.Rules;

/// <summary>A server in memory with rules, and clients in known states.</summary>
internal sealed class RuleBench : IAsyncDisposable
{
    private const string ImapBackend = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR IDLE] old ready
        C~ (\S+) AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1 IDLE QUOTA] done
        -- hang
        """;

    private const int Glances = 20_000;

    /// <summary>More than the wheel rounds up.</summary>
    public static readonly TimeSpan WheelStep = TimeSpan.FromMilliseconds(200);

    private readonly RuleSweeper _sweeper;

    public RuleBench(int size = 10)
    {
        Sessions = new SessionBench(
            MailProtocol.Imap,
            settings => settings with
            {
                // Nothing but rules ends a connection here.
                Failures = new FailureLimits { Pause = TimeSpan.Zero, Deadline = TimeSpan.FromMinutes(10) },
                Login = settings.Login with { LoginDeadline = TimeSpan.FromMinutes(30), FirstCommandDeadline = TimeSpan.FromMinutes(10) },
            },
            size: size);
        _sweeper = new RuleSweeper(Sessions.Rooms.Ledger, Sessions.Rooms.Rules, Sessions.Time);
    }

    public SessionBench Sessions { get; }

    public RuleDesk Desk => Sessions.Rooms.Rules;

    public ConnectionLedger Ledger => Sessions.Rooms.Ledger;

    public IEnumerable<string> Log => Sessions.Log.Lines;

    private int Relaying => Ledger.Connections.Count(connection => connection.State == ConnectionState.Relaying);

    public DefenceMode Mode
    {
        set => Sessions.Rooms.Defence.Options = Sessions.Rooms.Defence.Options with { Mode = value };
    }

    public void Load(params string[] rules) => Desk.Load([.. rules.Select((text, i) => Rule($"r{i}", text))]);

    public static Rule Rule(string name, string text)
    {
        Assert.True(RuleParser.TryParse(name, text, out var rule, out var error), error.ToString());
        return rule;
    }

    public Task SweepAsync() => _sweeper.SweepAsync(CancellationToken.None).AsTask();

    /// <summary>A client that has read the greeting and says nothing.</summary>
    public async Task<ClientEnd> ConnectAsync(string address = "198.51.100.7")
    {
        var client = Sessions.Connect(address);
        await client.ReadLineAsync();
        return client;
    }

    /// <summary>A client that had a wrong password and has been told.</summary>
    public async Task<ClientEnd> FailAsync(string address = "198.51.100.7")
    {
        var client = await ConnectAsync(address);
        await FailAsync(client);
        return client;
    }

    public async Task FailAsync(ClientEnd client)
    {
        var answer = await ParkAsync(client);
        while (!answer.IsCompleted)
        {
            Sessions.Time.Advance(FailureSchedule.Grid + WheelStep);

            // Parked is said a moment before the wheel knows.
            for (var glance = 0; glance < Glances && !answer.IsCompleted; glance++)
            {
                await Task.Yield();
            }
        }

        Assert.StartsWith("a NO [AUTHENTICATIONFAILED]", await answer, StringComparison.Ordinal);
    }

    /// <summary>Gives a wrong password and waits until the answer is on the wheel.</summary>
    public async Task<Task<string>> ParkAsync(ClientEnd client)
    {
        var before = Sessions.Wheel.Count;
        var answer = client.AskAsync("a LOGIN jo canary-wrong", "a ");
        await SessionBench.WaitUntilAsync(() => Sessions.Wheel.Count > before && Ledger.Connections.Any(connection => connection.State == ConnectionState.Parked));
        return answer;
    }

    /// <summary>A client that is logged in at a backend.</summary>
    public async Task<ClientEnd> LogInAsync(string address = "198.51.100.7")
    {
        Sessions.AddBackend(ImapBackend);
        var before = Relaying;
        var client = await ConnectAsync(address);
        Assert.StartsWith("a OK", await client.AskAsync("a LOGIN jo secret", "a "), StringComparison.Ordinal);
        await SessionBench.WaitUntilAsync(() => Relaying == before + 1);
        return client;
    }

    public ValueTask DisposeAsync() => Sessions.DisposeAsync();
}
