namespace MailFront.EndToEndTests.Faults;

/// <summary>Servers that stand still (SIGSTOP) until this is disposed.</summary>
internal sealed class Stall : IAsyncDisposable
{
    private readonly Func<string, Task>[] _servers;

    private Stall(Func<string, Task>[] servers) => _servers = servers;

    /// <param name="servers">Each sends a signal, given by name, to all processes of a server.</param>
    public static async Task<Stall> BeginAsync(params Func<string, Task>[] servers)
    {
        var stall = new Stall(servers);
        try
        {
            foreach (var signal in servers)
            {
                await signal("STOP");
            }

            return stall;
        }
        catch
        {
            await stall.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var signal in _servers)
        {
            await signal("CONT");
        }
    }
}
