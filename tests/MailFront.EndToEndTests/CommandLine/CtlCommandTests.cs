using System.Net;
using System.Text.Json;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.CommandLine;

public sealed class CtlCommandTests : IAsyncLifetime
{
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
            .Option("mailfront_admin_socket", "{state}/admin")
            .Option("mailfront_metrics_listen", "127.0.0.1:0");
        configuration.Users.Add(DovecotPair.Alice);
        _front = await MailFrontProcess.StartAsync(configuration);
        await Front.WaitForLogAsync("metrics on ");
    }

    public async Task DisposeAsync() => await Front.DisposeAsync();

    [Fact]
    public async Task Status_counts_connections_and_logins()
    {
        await using var client = await LineClient.ConnectAsync(Front.Imap);
        await client.ReadLineAsync();
        await client.SendAsync("a LOGIN alice canary-wrong\r\n");
        await client.ReadLineAsync();

        using var status = JsonDocument.Parse((await CtlAsync("status", "--json")).Succeeded().Output);
        var forPeople = (await CtlAsync("status")).Succeeded().Output;

        Assert.Equal(1, status.RootElement.GetProperty("logins").GetProperty("imap wrong_credentials").GetInt64());
        Assert.Equal(1, status.RootElement.GetProperty("connections").GetProperty("Dialogue").GetInt32());
        Assert.Contains("imap wrong_credentials 1", forPeople, StringComparison.Ordinal);
        Assert.Contains($"imap={Front.Imap}", forPeople, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queue_shows_the_checkers()
    {
        using var queue = JsonDocument.Parse((await CtlAsync("queue", "--json")).Succeeded().Output);

        var checker = Assert.Single(queue.RootElement.GetProperty("checkers").EnumerateArray());
        Assert.Equal("passwd-file", checker.GetProperty("name").GetString());
        Assert.Contains("passwd-file", (await CtlAsync("queue")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forget_takes_a_user_name_as_a_login_does()
    {
        Assert.Equal("forgotten: alice\n", (await CtlAsync("forget", "ALICE")).Succeeded().Output);

        var refused = await CtlAsync("forget", "al*ice");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("does not take that for a user name", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_socket_is_the_owner_s_alone() =>
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Front.State.Path, "admin")));

    [Fact]
    public async Task Metrics_are_all_that_is_served_over_tcp()
    {
        var log = Front.Log;
        var at = log.IndexOf("metrics on ", StringComparison.Ordinal) + "metrics on ".Length;
        var address = IPEndPoint.Parse(log[at..log.IndexOf('\n', at)].Trim());
        using var http = new HttpClient { BaseAddress = new Uri($"http://{address}/") };

        var metrics = await http.GetStringAsync("metrics");

        Assert.Contains("mailfront_connections{state=\"dialogue\"} ", metrics, StringComparison.Ordinal);
        Assert.Contains("mailfront_logins_total{protocol=\"imap\",outcome=\"accepted\"} 0\n", metrics, StringComparison.Ordinal);
        Assert.Contains("mailfront_checker_waiting{checker=\"passwd-file\",class=\"", metrics, StringComparison.Ordinal);
        foreach (var path in (string[])["status", "queue", ""])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(path)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync("forget/alice", null)).StatusCode);
    }

    [Fact]
    public async Task Without_a_server_it_says_so_and_exits_with_two()
    {
        using var state = new StateFolder("noctl");
        var imapdConf = state.Write("imapd.conf", $"configdirectory: {state.Path}\n");

        var result = await MailFrontCommand.RunAsync("ctl", "status", "-C", imapdConf);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"no server answers at {state.Path}/socket/admin", result.Errors, StringComparison.Ordinal);
    }

    private Task<ProgramResult> CtlAsync(params string[] arguments) => MailFrontCommand.RunAsync(["ctl", .. arguments, "-C", Front.Files.ImapdConf]);
}
