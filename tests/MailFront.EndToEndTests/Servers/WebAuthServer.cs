namespace MailFront.EndToEndTests.Servers;

/// <summary>An HTTP service that answers as nginx' auth_http and Dovecot's auth policy ask; it keeps what it got.</summary>
internal sealed class WebAuthServer : IAsyncDisposable
{
    private readonly StateFolder _state;

    private WebAuthServer(StateFolder state, string url)
    {
        _state = state;
        Url = url;
    }

    /// <summary>Without a path: <c>/auth</c> and <c>/policy</c> answer, <c>/hang</c> never, <c>/error</c> with a 500.</summary>
    public string Url { get; }

    public string Requests => File.ReadAllText(_state.File("requests"));

    public static async Task<WebAuthServer> StartAsync(IEnumerable<TestUser> users)
    {
        var state = new StateFolder("web");
        var said = await ServerScript.RunAsync("webauth/start", [state.Path, .. users.Select(user => user.NameAndPassword)]);
        return new WebAuthServer(state, said["url"]);
    }

    /// <summary>What <c>/policy</c> answers from now on.</summary>
    public void Advise(string json)
    {
        _state.Write("advice.new", json);
        File.Move(_state.File("advice.new"), _state.File("advice"), overwrite: true);
    }

    /// <summary>Waits until <paramref name="text"/> is in a request.</summary>
    public Task<string> WaitForRequestAsync(string text) =>
        Product.LogText.WaitForLineAsync(_state.File("requests"), line => line.Contains(text, StringComparison.Ordinal), text);

    public async Task StopAsync() => await ServerScript.RunAsync("webauth/stop", _state.Path);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _state.Dispose();
    }
}
