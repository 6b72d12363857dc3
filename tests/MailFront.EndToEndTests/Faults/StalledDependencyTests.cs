using System.Net;
using System.Net.Sockets;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;
using Xunit.Abstractions;

namespace MailFront.EndToEndTests.Faults;

/// <summary>
/// Whatever MailFront depends on stands still, one after the other and all together: users who have logged in before go on logging in.
/// Each stall lasts as long as a few rounds of logins need; tests/stall.sh runs the same for a minute each.
/// </summary>
[Collection(OwnLifetime.Name)]
public sealed class StalledDependencyTests(DovecotPair pair, SlapdServer slapd, PostgresqlServer postgresql, ITestOutputHelper output)
    : IClassFixture<SlapdServer>, IClassFixture<PostgresqlServer>
{
    private const string SmallQueue = "20";
    private const int CrowdSize = 60;

    [Theory]
    [InlineData("saslauthd")]
    [InlineData("ldap")]
    [InlineData("sql")]
    public async Task A_checker_that_stands_still_with_a_crowd_before_it(string kind)
    {
        await using var saslauthd = kind == "saslauthd" ? await SaslauthdServer.StartAsync(DovecotPair.Users) : null;
        await using var front = await MailFrontProcess.StartAsync(AskedOf(kind, saslauthd).Option("mailfront_checker_queue", SmallQueue));
        var rounds = Everybody(front);
        await rounds.OneAsync();
        await using var stall = await Stall.BeginAsync(SignalOf(kind, saslauthd));
        await using var crowd = await Crowd.GatherAsync(front, CrowdSize);

        output.WriteLine($"{kind}: {await rounds.AllAsync()}");
    }

    [Fact]
    public async Task A_policy_server_that_never_answers()
    {
        using var silent = SilentListener();
        await using var front = await MailFrontProcess.StartAsync(WithPolicy(FrontConfiguration.ForDovecot(pair), silent));
        var rounds = Everybody(front);
        await rounds.OneAsync();

        output.WriteLine($"policy: {await rounds.AllAsync()}");
    }

    [Fact]
    public async Task A_log_that_nobody_reads()
    {
        using var state = new StateFolder("log");
        var log = await UnreadPipe.MakeAsync(state);
        var configuration = FrontConfiguration.ForDovecot(pair);
        configuration.Launcher.AddRange(log.Launcher);
        Task<string> reading;
        await using (var front = await MailFrontProcess.StartAsync(configuration))
        {
            output.WriteLine($"log: {await Everybody(front).AllAsync()}");
            reading = log.ReadToEndAsync();
        }

        // What waited in the queue is written once somebody reads, and nothing of it is a secret.
        Assert.Contains("alice", await reading, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", await reading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_server_that_is_silent()
    {
        using var state = new StateFolder("dns");
        await using var names = new NameServer("known", pair.Mail1.Imap.Address);
        await using var front = await MailFrontProcess.StartAsync(Named(FrontConfiguration.ForDovecot(pair), names, state));
        var rounds = Everybody(front);
        await rounds.OneAsync();
        names.IsSilent = true;
        await using var lost = await LostLogins.BeginAsync(front);

        output.WriteLine($"names: {await rounds.AllAsync()}");
        Assert.True(names.Unanswered > 0, "The name server was never asked.");
    }

    [Fact]
    public async Task A_backend_that_stands_still()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair).Option("client_timeout", "2"));
        var rounds = new Rounds(front, DovecotPair.Alice, DovecotPair.Carol);
        await Everybody(front).OneAsync();
        await using var stall = await Stall.BeginAsync(pair.Mail2.SignalAsync);
        await using var imap = await ImapConversation.ConnectAsync(front.Imap);
        await using var pop3 = await Pop3Conversation.ConnectAsync(front.Pop3);
        var byImap = imap.CommandAsync($"LOGIN bob {DovecotPair.Bob.Password}");
        var byPop3 = pop3.PassAsync(DovecotPair.Bob);

        output.WriteLine($"backend: {await rounds.AllAsync()}");
        Assert.StartsWith("NO [UNAVAILABLE]", (await byImap).Status, StringComparison.Ordinal);
        Assert.StartsWith("-ERR [SYS/TEMP]", await byPop3, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_them_at_once()
    {
        using var state = new StateFolder("all");
        using var silent = SilentListener();
        await using var names = new NameServer("known", pair.Mail1.Imap.Address);
        await using var saslauthd = await SaslauthdServer.StartAsync(DovecotPair.Users);
        var log = await UnreadPipe.MakeAsync(state);
        var configuration = Ldap(Sql(WithPolicy(Named(AskedOf("saslauthd", saslauthd), names, state), silent)))
            .Option("mailfront_checker_queue", SmallQueue)
            .Option("sasl_pwcheck_method", "passwd-file saslauthd ldap sql");
        configuration.Launcher.AddRange(log.Launcher);
        Task<string> reading;
        await using (var front = await MailFrontProcess.StartAsync(configuration))
        {
            var rounds = new Rounds(front, DovecotPair.Alice, DovecotPair.Carol);
            await rounds.OneAsync();
            names.IsSilent = true;
            await using (await Stall.BeginAsync(saslauthd.SignalAsync, slapd.SignalAsync, postgresql.SignalAsync, pair.Mail2.SignalAsync))
            {
                await using var lost = await LostLogins.BeginAsync(front);
                await using var crowd = await Crowd.GatherAsync(front, CrowdSize);

                output.WriteLine($"all: {await rounds.AllAsync()}");
            }

            reading = log.ReadToEndAsync();
        }

        Assert.DoesNotContain("canary", await reading, StringComparison.Ordinal);
    }

    private Func<string, Task> SignalOf(string kind, SaslauthdServer? saslauthd) => kind switch
    {
        "ldap" => slapd.SignalAsync,
        "sql" => postgresql.SignalAsync,
        _ => Assert.IsType<SaslauthdServer>(saslauthd).SignalAsync,
    };

    private FrontConfiguration AskedOf(string kind, SaslauthdServer? saslauthd)
    {
        var configuration = FrontConfiguration.ForDovecot(pair).Option("sasl_pwcheck_method", kind);
        configuration.Users.Clear();
        return kind switch
        {
            "ldap" => Ldap(configuration),
            "sql" => Sql(configuration),
            _ => configuration.Option("sasl_saslauthd_path", saslauthd?.Mux ?? ""),
        };
    }

    private FrontConfiguration Ldap(FrontConfiguration configuration) => configuration
        .Option("mailfront_ldap_uri", slapd.Ldap)
        .Option("mailfront_ldap_base", slapd.Base)
        .Option("mailfront_ldap_search_dn", slapd.SearchDn)
        .Option("mailfront_ldap_search_password", slapd.SearchPassword);

    private FrontConfiguration Sql(FrontConfiguration configuration) => configuration
        .Option("mailfront_sql_connection", $"{postgresql.Connection};Password={postgresql.Password}");

    private static Rounds Everybody(MailFrontProcess front) => new(front, [.. DovecotPair.Users]);

    private static TcpListener SilentListener()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static FrontConfiguration WithPolicy(FrontConfiguration configuration, TcpListener server) => configuration
        .Option("mailfront_policy_url", $"http://{server.LocalEndpoint}/")
        .Option("mailfront_policy_nonce", "n");

    /// <summary>The first backend is found by its name; of the names of more of them the server says nothing.</summary>
    private FrontConfiguration Named(FrontConfiguration configuration, NameServer names, StateFolder state)
    {
        configuration.Option("mailfront_backend_mail1", $"known.test:{pair.Mail1.Imap.Port} pop3={pair.Mail1.Pop3.Port} kind=dovecot tls=off");
        LostLogins.Configure(configuration);
        configuration.Launcher.AddRange(names.Launcher(state));
        return configuration;
    }
}
