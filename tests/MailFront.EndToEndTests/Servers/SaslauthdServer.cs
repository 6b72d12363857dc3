namespace MailFront.EndToEndTests.Servers;

/// <summary>A real saslauthd that asks PAM.</summary>
internal sealed class SaslauthdServer : IAsyncDisposable
{
    private readonly StateFolder _state;
    private readonly string[] _startArguments;

    private SaslauthdServer(StateFolder state, string[] startArguments)
    {
        _state = state;
        _startArguments = startArguments;
    }

    /// <summary>Its socket, for <c>sasl_saslauthd_path</c>.</summary>
    public string Mux => _state.File("mux.d/mux");

    public static async Task<SaslauthdServer> StartAsync(IEnumerable<TestUser> users)
    {
        var state = new StateFolder("sasl");
        var server = new SaslauthdServer(state, [state.Path, .. users.Select(user => user.NameAndPassword)]);
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync() => await ServerScript.RunAsync("saslauthd/start", _startArguments);

    /// <summary>Sends a signal to all of its processes: STOP makes a server whose socket takes connections until its queue is full, and which says nothing.</summary>
    public async Task SignalAsync(string name) =>
        (await RunningProgram.RunAsync("/bin/kill", ["-" + name, "--", "-" + (await File.ReadAllTextAsync(_state.File("mux.d/saslauthd.pid"))).Trim()])).Succeeded();

    public async Task StopAsync() => await ServerScript.RunAsync("saslauthd/stop", _state.Path);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _state.Dispose();
    }
}
