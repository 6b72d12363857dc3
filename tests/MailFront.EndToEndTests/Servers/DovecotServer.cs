using System.Net;

namespace MailFront.EndToEndTests.Servers;

/// <summary>One real Dovecot, stopped and started again at will; ports and mail stay.</summary>
internal sealed class DovecotServer : IAsyncDisposable
{
    private readonly StateFolder _state;
    private readonly string[] _startArguments;

    private DovecotServer(string name, StateFolder state, string[] startArguments)
    {
        Name = name;
        _state = state;
        _startArguments = startArguments;
    }

    public string Name { get; }

    public IPEndPoint Imap { get; private set; } = new(IPAddress.None, 0);

    public IPEndPoint Imaps { get; private set; } = new(IPAddress.None, 0);

    public IPEndPoint Pop3 { get; private set; } = new(IPAddress.None, 0);

    public IPEndPoint Pop3s { get; private set; } = new(IPAddress.None, 0);

    /// <summary>Where a PROXY header has to come first.</summary>
    public IPEndPoint ImapBehindProxyHeader { get; private set; } = new(IPAddress.None, 0);

    /// <summary>Where a PROXY header has to come first.</summary>
    public IPEndPoint Pop3BehindProxyHeader { get; private set; } = new(IPAddress.None, 0);

    public string CertificateFile => _state.File("certificate.pem");

    public string MasterUser { get; private set; } = "";

    public string MasterPassword { get; private set; } = "";

    /// <summary>Socket for auth clients.</summary>
    public string AuthSocket { get; private set; } = "";

    public string LogFile => _state.File("dovecot.log");

    public static async Task<DovecotServer> StartAsync(string name, string address, IEnumerable<TestUser> users)
    {
        var state = new StateFolder(name);
        var server = new DovecotServer(name, state, [name, state.Path, address, .. users.Select(user => user.NameAndPassword)]);
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        var said = await ServerScript.RunAsync("dovecot/start", _startArguments);
        Imap = IPEndPoint.Parse(said["imap"]);
        Imaps = IPEndPoint.Parse(said["imaps"]);
        Pop3 = IPEndPoint.Parse(said["pop3"]);
        Pop3s = IPEndPoint.Parse(said["pop3s"]);
        ImapBehindProxyHeader = IPEndPoint.Parse(said["imap_haproxy"]);
        Pop3BehindProxyHeader = IPEndPoint.Parse(said["pop3_haproxy"]);
        AuthSocket = said["auth"];
        var master = said["master"].Split(':', 2);
        MasterUser = master[0];
        MasterPassword = master[1];
    }

    /// <summary>Stops (SIGSTOP) the auth process, which then answers nobody, until the result is disposed.</summary>
    public async Task<IAsyncDisposable> SuspendAuthAsync() =>
        await SuspendedProcess.StopAsync(await File.ReadAllTextAsync(_state.File("run/master.pid")), "auth");

    /// <summary>Sends a signal to all of its processes that exist now: STOP makes a backend that accepts connections and says nothing.</summary>
    public async Task SignalAsync(string name)
    {
        var master = (await File.ReadAllTextAsync(_state.File("run/master.pid"))).Trim();
        var children = (await RunningProgram.RunAsync("/usr/bin/pgrep", ["-P", master])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        // A child may end meanwhile: kill goes on with the others, and says so.
        await RunningProgram.RunAsync("/bin/kill", ["-" + name, "--", master, .. children]);
    }

    /// <summary>
    /// Stops it and its auth process, which else serves the clients it has for up to half a minute more (auth/main.c:auth_die).
    /// </summary>
    public async Task StopWithAuthAsync()
    {
        var auth = SuspendedProcess.Find(await File.ReadAllTextAsync(_state.File("run/master.pid")), "auth");
        await StopAsync();

        // Fails when it has ended already.
        await RunningProgram.RunAsync("/bin/kill", ["-KILL", auth]);
    }

    public async Task StopAsync() => await ServerScript.RunAsync("dovecot/stop", _state.Path);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _state.Dispose();
    }
}
