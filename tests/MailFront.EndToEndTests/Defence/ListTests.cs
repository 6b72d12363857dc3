using System.Net;
using System.Text.Json;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;
using MailFront.TestKit.Dns;

namespace MailFront.EndToEndTests.Defence;

public sealed class ListTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly FrontConfiguration _configuration = new();
    private StateFolder? _files;
    private MailFrontProcess? _front;

    private StateFolder Files => _files ?? throw new InvalidOperationException("not started");

    private MailFrontProcess Front => _front ?? throw new InvalidOperationException("not started");

    public Task InitializeAsync()
    {
        _files = new StateFolder("lists");
        _configuration
            .Service("imap", "imapd", "127.0.0.1:0")
            .Option("servername", "front.test")
            .Option("allowplaintext", "yes")
            .Option("sasl_pwcheck_method", "passwd-file")
            .Option("failedloginpause", "0")
            .Option("mailfront_admin_socket", "{state}/admin")
            .Option("mailfront_deny_file", _files.Write("deny", "# nobody yet\n"))
            .Option("mailfront_allow", "127.0.0.9");
        _configuration.Users.Add(DovecotPair.Alice);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Front.DisposeAsync();

    public void Dispose() => _files?.Dispose();

    [Fact]
    public async Task A_ban_resets_an_address_over_a_restart_until_it_is_lifted()
    {
        await StartAsync();
        Assert.True(await IsServedAsync());

        var banned = (await CtlAsync("ban", "127.0.0.0/29", "--for", "2h", "--reason", "tries all users")).Succeeded().Output;
        Assert.StartsWith("banned: 127.0.0.0/29 until ", banned, StringComparison.Ordinal);
        Assert.False(await IsServedAsync());

        _front = await Front.RestartAsync(_configuration);
        await Front.WaitForLogAsync("administration interface on");
        Assert.False(await IsServedAsync());
        using (var bans = JsonDocument.Parse((await CtlAsync("bans", "--json")).Succeeded().Output))
        {
            var ban = Assert.Single(bans.RootElement.GetProperty("bans").EnumerateArray());
            Assert.Equal(("127.0.0.0/29", "tries all users"), (ban.GetProperty("target").GetString(), ban.GetProperty("reason").GetString()));
            Assert.InRange(ban.GetProperty("secondsLeft").GetInt64(), 7000, 7200);
        }

        Assert.Equal(1, (await CtlAsync("unban", "127.0.0.1")).ExitCode);
        Assert.Equal("unbanned: 127.0.0.0/29\n", (await CtlAsync("unban", "127.0.0.0/29")).Succeeded().Output);
        Assert.True(await IsServedAsync());
    }

    [Fact]
    public async Task What_the_allow_list_names_cannot_be_banned_and_the_answer_says_where_it_is()
    {
        await StartAsync();

        var refused = await CtlAsync("ban", "127.0.0.9", "--for", "1h");
        var tooWide = await CtlAsync("ban", "0.0.0.0/0");
        var noName = await CtlAsync("ban", "user:al*ice");
        var tooLong = await CtlAsync("ban", "192.0.2.1", "--for", "31d");

        Assert.Equal(1, refused.ExitCode);
        Assert.Matches(@"^not banned: 127\.0\.0\.9 is in mailfront_allow, .*imapd\.conf:\d+\n$", refused.Errors);
        Assert.Contains("wider than /8", tooWide.Errors, StringComparison.Ordinal);
        Assert.Contains("is no address, network or user:NAME", noName.Errors, StringComparison.Ordinal);
        Assert.Contains("to 30 days", tooLong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_list_file_is_in_force_within_seconds_and_a_broken_one_is_not()
    {
        await StartAsync();
        Assert.True(await IsServedAsync());

        Files.Write("deny", "127.0.0.0/8 # everybody\n");
        await WaitUntilAsync(async () => !await IsServedAsync());
        Files.Write("deny", "127.0.0.0/8\nnonsense here\n");
        await Front.WaitForLogAsync("the list read before stays in force");
        Assert.False(await IsServedAsync());
        Files.Write("deny", "192.0.2.1\n");
        await WaitUntilAsync(IsServedAsync);
    }

    [Fact]
    public async Task A_banned_user_is_told_of_a_wrong_password()
    {
        await StartAsync();
        (await CtlAsync("ban", "user:ALICE")).Succeeded();

        await using var client = await LineClient.ConnectAsync(Front.Imap);
        await client.ReadLineAsync();
        await client.SendAsync($"a LOGIN alice {DovecotPair.Alice.Password}\r\n");

        Assert.Equal("a NO [AUTHENTICATIONFAILED] Login failed: authentication failure", await client.ReadLineAsync());
        await Front.WaitForLogAsync("badlogin: [127.0.0.1] plaintext (alice) [SASL(-13): authentication failure: user is banned]");
    }

    [Fact]
    public async Task Bans_are_written_for_nftables_which_takes_them()
    {
        var file = Files.File("bans.nft");
        var loaded = Files.File("loaded");
        _configuration
            .Option("mailfront_ban_nft_file", file)
            .Option("mailfront_ban_nft_command", "/bin/cp -t " + Directory.CreateDirectory(loaded).FullName);
        await StartAsync();

        (await CtlAsync("ban", "127.0.0.0/8", "--for", "1h")).Succeeded();
        (await CtlAsync("ban", "2001:db8::/32", "--for", "1h")).Succeeded();
        var copy = Path.Combine(loaded, "bans.nft");
        await WaitUntilAsync(() => Task.FromResult(File.Exists(copy) && File.ReadAllText(copy).Contains("2001:db8::", StringComparison.Ordinal)));

        var text = await File.ReadAllTextAsync(file);
        Assert.Contains("127.0.0.0-127.0.0.8 timeout ", text, StringComparison.Ordinal);
        Assert.Contains("127.0.0.10-127.255.255.255 timeout ", text, StringComparison.Ordinal);
        Assert.Contains($"tcp dport {{ {((IPEndPoint)Front.Imap).Port} }} ip saddr @banned4", text, StringComparison.Ordinal);

        // A network namespace of its own: nothing of this machine is read or changed.
        (await RunningProgram.RunAsync("/usr/bin/unshare", ["-rn", "/usr/sbin/nft", "-c", "-f", file])).Succeeded();
        (await RunningProgram.RunAsync("/usr/bin/unshare", ["-rn", "/usr/sbin/nft", "-f", file])).Succeeded();
    }

    [Fact]
    public async Task A_failing_nft_command_is_told_and_costs_no_login_anything()
    {
        _configuration
            .Option("mailfront_ban_nft_file", Files.File("bans.nft"))
            .Option("mailfront_ban_nft_command", "/bin/false");
        await StartAsync();

        await Front.WaitForLogAsync("bans cannot be given to nftables: /bin/false ended with 1");

        Assert.True(await IsServedAsync());
    }

    [Fact]
    public async Task An_address_on_a_block_list_makes_unproven_logins_suspect_and_refuses_nobody()
    {
        await using var names = new FakeNameServer();
        names.Names["1.0.0.127.bl.test"] = IPAddress.Parse("127.0.0.2");
        _configuration.Option("mailfront_dnsbl", "bl.test").Option("mailfront_dnsbl_resolver", names.EndPoint.ToString()).Option("mailfront_metrics_listen", "127.0.0.1:0");
        await StartAsync();
        await Front.WaitForLogAsync("metrics on ");
        using var http = new HttpClient { BaseAddress = new Uri($"http://{AddressOfMetrics()}/") };
        await using var client = await LineClient.ConnectAsync(Front.Imap);
        await client.ReadLineAsync();
        await WaitUntilAsync(async () =>
            (await http.GetStringAsync("metrics")).Contains("mailfront_dnsbl_lookups_total{result=\"listed\"} 1\n", StringComparison.Ordinal));

        await client.SendAsync($"a LOGIN alice {DovecotPair.Alice.Password}\r\n");

        // The password was right; there is only no backend.
        Assert.StartsWith("a NO [UNAVAILABLE]", await client.ReadLineAsync(), StringComparison.Ordinal);
        using var queue = JsonDocument.Parse((await CtlAsync("queue", "--json")).Succeeded().Output);
        var classes = queue.RootElement.GetProperty("checkers")[0].GetProperty("classes").EnumerateArray();
        Assert.Equal("suspect", Assert.Single(classes, line => line.GetProperty("ended").GetProperty("accepted").GetInt64() == 1).GetProperty("class").GetString());
        Assert.Equal("1.0.0.127.bl.test", Assert.Single(names.Asked));
    }

    private string AddressOfMetrics()
    {
        const string Mark = "metrics on ";
        var log = Front.Log;
        var at = log.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        return log[at..log.IndexOf('\n', at)].Trim();
    }

    private async Task StartAsync()
    {
        _front = await MailFrontProcess.StartAsync(_configuration);
        await Front.WaitForLogAsync("administration interface on");
    }

    private async Task<bool> IsServedAsync()
    {
        try
        {
            await using var client = await LineClient.ConnectAsync(Front.Imap);
            return (await client.ReadLineAsync()).StartsWith("* OK", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(_patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await condition())
        {
            await pulse.WaitForNextTickAsync(patience.Token);
        }
    }

    private Task<ProgramResult> CtlAsync(params string[] arguments) => MailFrontCommand.RunAsync(["ctl", .. arguments, "-C", Front.Files.ImapdConf]);
}
