using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Fleet;

/// <summary>One of several nodes that share a database.</summary>
internal sealed class FleetNode : IAsyncDisposable
{
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

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        _secrets.Dispose();
    }
}
