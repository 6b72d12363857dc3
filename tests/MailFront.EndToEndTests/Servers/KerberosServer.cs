namespace MailFront.EndToEndTests.Servers;

/// <summary>A real KDC of the realm MAIL.TEST, with keys for a front door on localhost.</summary>
internal sealed class KerberosServer : IAsyncDisposable
{
    public const string Realm = "MAIL.TEST";

    private readonly StateFolder _state;

    private KerberosServer(StateFolder state, IReadOnlyDictionary<string, string> facts)
    {
        _state = state;
        Configuration = facts["config"];
        Keytab = facts["keytab"];
    }

    /// <summary>KRB5_CONFIG of clients and servers.</summary>
    public string Configuration { get; }

    public string Keytab { get; }

    public static async Task<KerberosServer> StartAsync(params TestUser[] users)
    {
        var state = new StateFolder("krb5");
        return new KerberosServer(state, await ServerScript.RunAsync("krb5/start", [state.Path, .. users.Select(user => user.NameAndPassword)]));
    }

    /// <summary>Gets a ticket for <paramref name="user"/> and runs a program that may use it.</summary>
    public async Task<ProgramResult> RunAsAsync(TestUser user, string input, params string[] command)
    {
        string[] environment = [$"KRB5_CONFIG={Configuration}", $"KRB5CCNAME=FILE:{_state.File("cache-" + user.Name)}"];
        (await RunningProgram.RunAsync("env", [.. environment, "kinit", user.Name], user.Password + "\n")).Succeeded();
        return await RunningProgram.RunAsync("env", [.. environment, .. command], input);
    }

    public async ValueTask DisposeAsync()
    {
        await ServerScript.RunAsync("krb5/stop", _state.Path);
        _state.Dispose();
    }
}
