using System.Globalization;

namespace MailFront.EndToEndTests.Servers;

/// <summary>A real PostgreSQL with a table of users.</summary>
public sealed class PostgresqlServer : IAsyncLifetime, IDisposable
{
    // "canary-odd-1d07" by SHA512-CRYPT, so that a hash is computed too.
    private const string OddHash =
        "{SHA512-CRYPT}$6$mailfront$OwYeyKBvAl6i6wGfj5HeZ/Cw4FNzRU/w7BqapsuQGQDFec4st.cSFptGeIv3iqRjmRGk5IkQmuzq7MHEPgCgD/";

    private readonly StateFolder _state = new("pg");
    private IReadOnlyDictionary<string, string> _said = new Dictionary<string, string>();

    /// <summary>Its name is full of what SQL is made of, as far as MailFront lets a name have it.</summary>
    internal static TestUser Odd { get; } = new("o'hara--x\"; drop", "canary-odd-1d07");

    /// <summary>Of an account that is locked.</summary>
    internal static TestUser Locked { get; } = new("locked", "canary-locked-66b1");

    /// <summary>Of an account without a password.</summary>
    internal static TestUser Passwordless { get; } = new("passwordless", "canary-none-2c2c");

    internal string Connection => string.Create(
        CultureInfo.InvariantCulture, $"Host={_said["host"]};Port={_said["port"]};Database={_said["database"]};Username={_said["role"]}");

    internal string Password => _said["password"];

    /// <summary>For a role that may make tables of its own.</summary>
    internal string FleetConnection => string.Create(
        CultureInfo.InvariantCulture, $"Host={_said["host"]};Port={_said["port"]};Database={_said["database"]};Username=fleet");

    /// <summary>Of that role.</summary>
    internal string FleetPassword => _said["password"];

    internal string SocketConnection => string.Create(
        CultureInfo.InvariantCulture, $"Host={_said["socket"]};Port={_said["port"]};Database={_said["database"]};Username={_said["role"]}");

    public async Task InitializeAsync()
    {
        await StartAgainAsync();
        await QueryAsync("INSERT INTO mailfront_users VALUES ('passwordless', NULL)");
    }

    public Task DisposeAsync() => StopAsync();

    public void Dispose() => _state.Dispose();

    internal async Task StartAgainAsync() => _said = await ServerScript.RunAsync(
        "postgresql/start",
        [
            _state.Path,
            .. DovecotPair.Users.Select(user => $"{user.Name}:{{PLAIN}}{user.Password}"),
            $"{Odd.Name}:{OddHash}",
            $"{Locked.Name}:!{{PLAIN}}{Locked.Password}",
        ]);

    internal Task StopAsync() => ServerScript.RunAsync("postgresql/stop", _state.Path);

    internal async Task<string> QueryAsync(string statement) =>
        (await RunningProgram.RunAsync(Repository.ServerScript("postgresql/query"), [_state.Path, "mail", statement])).Succeeded().Output;

    /// <summary>Sends a signal to all of its processes that exist now: STOP makes a server that accepts connections and says nothing.</summary>
    internal async Task SignalAsync(string name)
    {
        var children = (await RunningProgram.RunAsync("/usr/bin/pgrep", ["-P", _said["pid"]])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        (await RunningProgram.RunAsync("/bin/kill", ["-" + name, "--", _said["pid"], .. children])).Succeeded();
    }
}
