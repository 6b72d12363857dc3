using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Fleet;

/// <summary>One of several nodes that share a database.</summary>
internal sealed class FleetNode : IAsyncDisposable
{
    private const int MostLooks = 40;
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMilliseconds(250);
    private readonly StateFolder _secrets = new("fleet");

    private FleetNode(string name)
    {
        Name = name;
    }

    public string Name { get; }

    public MailFrontProcess Front { get; private set; } = null!;

    /// <summary>Starts a node and waits until it has joined.</summary>
    public static async Task<FleetNode> StartAsync(string name, FrontConfiguration configuration, PostgresqlServer database, string secret = "a secret of the whole fleet")
    {
        var node = new FleetNode(name);
        var secretFile = node._secrets.File("secret");
        await File.WriteAllTextAsync(secretFile, secret + "\n");
        var passwordFile = node._secrets.File("password");
        await File.WriteAllTextAsync(passwordFile, database.FleetPassword + "\n");
        node.Front = await MailFrontProcess.StartAsync(configuration
            .Option("servername", name)
            .Option("mailfront_admin_socket", "{state}/admin")
            .Option("mailfront_fleet_connection", database.FleetConnection)
            .Option("mailfront_fleet_password_file", passwordFile)
            .Option("mailfront_fleet_secret_file", secretFile));
        await node.Front.WaitForLogAsync($"fleet: joined as {name}");
        return node;
    }

    public async Task<string> CtlAsync(params string[] arguments) =>
        (await MailFrontCommand.RunAsync(["ctl", .. arguments, "-C", Front.Files.ImapdConf])).Succeeded().Output;

    /// <summary>Asks again until the answer has <paramref name="seen"/> in it: news needs about a second.</summary>
    public async Task WaitForAsync(string command, string argument, string seen)
    {
        using var timer = new PeriodicTimer(_betweenLooks);
        for (var look = 0; look < MostLooks; look++)
        {
            if ((await CtlAsync(command, argument)).Contains(seen, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            await timer.WaitForNextTickAsync();
        }

        Assert.Fail($"ctl {command} {argument} never said {seen}:\n{await CtlAsync(command, argument)}");
    }

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        _secrets.Dispose();
    }
}
