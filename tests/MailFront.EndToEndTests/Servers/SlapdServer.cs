using System.Globalization;

namespace MailFront.EndToEndTests.Servers;

/// <summary>A real OpenLDAP server that knows the users of the Dovecot backends and some whose names are hard to write.</summary>
public sealed class SlapdServer : IAsyncLifetime, IDisposable
{
    private readonly StateFolder _state = new("ldap");
    private IReadOnlyDictionary<string, string> _said = new Dictionary<string, string>();

    /// <summary>Its name is full of what DNs and filters are made of, as far as MailFront lets a name have it.</summary>
    internal static TestUser Odd { get; } = new("o'hara,x=1(\\2a)\"q\"<z>;#", "canary-odd-1d07");

    /// <summary>An entry that is there twice.</summary>
    internal static TestUser Twin { get; } = new("twin", "canary-twin");

    internal string Ldap => $"ldap://{_said["ldap"]}";

    internal string Ldaps => $"ldaps://{_said["ldaps"]}";

    internal string Ldapi => $"ldapi://{_said["ldapi"].Replace("/", "%2F", StringComparison.Ordinal)}";

    internal string CertificateFile => _said["certificate"];

    internal string Base => _said["base"];

    internal string SearchDn => _said["search_dn"];

    internal string SearchPassword => _said["search_password"];

    public Task InitializeAsync() => StartAgainAsync();

    public Task DisposeAsync() => StopAsync();

    public void Dispose() => _state.Dispose();

    internal async Task StartAgainAsync() => _said = await ServerScript.RunAsync(
        "ldap/start", [_state.Path, .. DovecotPair.Users.Append(Odd).Select(user => user.NameAndPassword)]);

    internal Task StopAsync() => ServerScript.RunAsync("ldap/stop", _state.Path);

    /// <summary>Sends a signal: STOP makes a server that accepts connections and says nothing.</summary>
    internal async Task SignalAsync(string name) =>
        (await RunningProgram.RunAsync("/bin/kill", ["-" + name, int.Parse(_said["pid"], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)])).Succeeded();
}
