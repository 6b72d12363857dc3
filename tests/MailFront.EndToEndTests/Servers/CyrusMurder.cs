using System.Globalization;
using System.Net;

namespace MailFront.EndToEndTests.Servers;

/// <summary>A real Murder without its frontend: user0001, user0003, … live on be1, user0002, user0004, … on be2.</summary>
public sealed class CyrusMurder : IAsyncLifetime
{
    internal const int UserCount = 24;

    private StateFolder? _state;
    private IReadOnlyDictionary<string, string> _said = new Dictionary<string, string>();

    internal static TestUser UserOnBe1 { get; } = User(1);

    internal static TestUser UserOnBe2 { get; } = User(2);

    /// <summary>Known to saslauthd only.</summary>
    internal static TestUser UserWithoutMailbox { get; } = new("stranger", "canary-stranger");

    internal static IEnumerable<TestUser> Users => Enumerable.Range(1, UserCount).Select(User);

    internal IPEndPoint Be1Imap => IPEndPoint.Parse(_said["be1_imap"]);

    internal IPEndPoint Be1Pop3 => IPEndPoint.Parse(_said["be1_pop3"]);

    internal IPEndPoint Be2Imap => IPEndPoint.Parse(_said["be2_imap"]);

    internal IPEndPoint Be2Pop3 => IPEndPoint.Parse(_said["be2_pop3"]);

    internal string ProxyUser => _said["proxy"].Split(':', 2)[0];

    internal string ProxyPassword => _said["proxy"].Split(':', 2)[1];

    internal string LogFile => _said["log"];

    private StateFolder State => _state ??= new StateFolder("cyrus");

    public async Task InitializeAsync() => await StartAsync();

    public async Task DisposeAsync()
    {
        await ServerScript.RunAsync("cyrus/stop", State.Path);
        State.Dispose();
    }

    internal async Task StartAsync() =>
        _said = await ServerScript.RunAsync("cyrus/start", State.Path, "--users", UserCount.ToString(CultureInfo.InvariantCulture));

    internal async Task StopAsync(string server) => await ServerScript.RunAsync("cyrus/stop", State.Path, server);

    private static TestUser User(int number) => new($"user{number:0000}", $"canary-{number:0000}");
}
