using System.Net;
using MailFront.Load.CommandLine;
using MailFront.Rig.Population;

namespace MailFront.Rig.Attack;

/// <summary>One run: who logs in, who attacks, for how long.</summary>
internal sealed record AttackOptions
{
    /// <summary>The server.</summary>
    public required IPEndPoint Server { get; init; }

    /// <summary>Users of the population.</summary>
    public int Users { get; init; }

    /// <summary>Devices of each user.</summary>
    public int Devices { get; init; }

    /// <summary>Users one of whose devices is the webmail.</summary>
    public int WebmailUsers { get; init; }

    /// <summary>Users one of whose devices is behind the NAT.</summary>
    public int NatUsers { get; init; }

    /// <summary>Logins of users a second.</summary>
    public double Rate { get; init; }

    /// <summary>Share of logins with a right password that was not used before, from known devices.</summary>
    public double KnownShare { get; init; }

    /// <summary>Share of logins from new places.</summary>
    public double NewShare { get; init; }

    /// <summary>Share of mistyped passwords.</summary>
    public double Typos { get; init; }

    /// <summary>Forgotten phones.</summary>
    public int StalePhones { get; init; }

    /// <summary>Seconds between two tries of a forgotten phone.</summary>
    public double StalePeriodSeconds { get; init; }

    /// <summary>Guesses a second.</summary>
    public double BotRate { get; init; }

    /// <summary>Sources of the botnet.</summary>
    public int BotSources { get; init; }

    /// <summary>What the guesses are like.</summary>
    public required BotShares Bots { get; init; }

    /// <summary>Seconds that a bot with the habit of holding stays after its answer.</summary>
    public double HoldSeconds { get; init; }

    /// <summary>Devices that log in before.</summary>
    public int WarmDevices { get; init; }

    /// <summary>Connections of the warm-up.</summary>
    public int WarmConnections { get; init; }

    /// <summary>Seconds of attack before the window.</summary>
    public double LeadSeconds { get; init; }

    /// <summary>Seconds of the window.</summary>
    public double Seconds { get; init; }

    /// <summary>Seconds until a client gives up.</summary>
    public double PatienceSeconds { get; init; }

    /// <summary>After how many seconds a user who was told to try again later does so, with patience left; 0: nobody does.</summary>
    public double RetrySeconds { get; init; }

    /// <summary>The seed of everything random.</summary>
    public int Seed { get; init; }

    /// <summary>Where slowauth tells its counters; null: nobody is asked.</summary>
    public IPEndPoint? SlowAuth { get; init; }

    /// <summary>Processes of the server.</summary>
    public IReadOnlyList<int> Pids { get; init; } = [];

    /// <summary>The server's name, for the table.</summary>
    public string Target { get; init; } = "";

    /// <summary>The attack's name, for the table.</summary>
    public string Load { get; init; } = "";

    /// <summary>Where the result goes; empty: nowhere.</summary>
    public string JsonFile { get; init; } = "";

    /// <summary>Reads the options.</summary>
    public static AttackOptions Parse(Arguments arguments)
    {
        var server = arguments.Text("server", "");
        var slowauth = arguments.Text("slowauth", "");
        var users = arguments.Whole("users", 2000, 1, 2600);
        return new AttackOptions
        {
            Server = LoopbackEndpoint.Parse(server),
            Users = users,
            Devices = arguments.Whole("devices", 3, 1, 6),
            WebmailUsers = arguments.Whole("webmail", Math.Min(300, users), 0, users),
            NatUsers = arguments.Whole("nat", 500, 0, 2600),
            Rate = arguments.Number("rate", 20, 0.1, 2000),
            KnownShare = arguments.Number("known", 0.2, 0, 0.5),
            NewShare = arguments.Number("new", 0.1, 0, 0.4),
            Typos = arguments.Number("typos", 0.02, 0, 0.1),
            StalePhones = arguments.Whole("stale", 20, 0, users),
            StalePeriodSeconds = arguments.Number("stale-period", 60, 1, 3600),
            BotRate = arguments.Number("bots", 0, 0, 1000),
            BotSources = arguments.Whole("bot-sources", 20_000, 1, 20_000),
            Bots = new BotShares(
                arguments.Number("bot-real", 0.5, 0, 1),
                arguments.Number("bot-dictionary", 0.9, 0, 1),
                arguments.Number("bot-leave", 0.3, 0, 1),
                arguments.Number("bot-hold", 0.3, 0, 1)),
            HoldSeconds = arguments.Number("bot-hold-time", 30, 0, 600),
            WarmDevices = arguments.Whole("warm", 6000, 0, 20_000),
            WarmConnections = arguments.Whole("warm-connections", 16, 1, 256),
            LeadSeconds = arguments.Number("lead", 10, 0, 600),
            Seconds = arguments.Number("time", 60, 1, 3600),
            PatienceSeconds = arguments.Number("patience", 30, 1, 600),
            RetrySeconds = arguments.Number("retry", 0, 0, 600),
            Seed = arguments.Whole("seed", 1, 0, int.MaxValue - 1),
            SlowAuth = slowauth.Length > 0 ? LoopbackEndpoint.Parse(slowauth) : null,
            Pids = arguments.Pids("pid"),
            Target = arguments.Text("target", ""),
            Load = arguments.Text("load", ""),
            JsonFile = arguments.Text("json", ""),
        };
    }
}
