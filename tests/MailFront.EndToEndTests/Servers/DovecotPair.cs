namespace MailFront.EndToEndTests.Servers;

/// <summary>Two Dovecot backends: alice lives on mail1, bob on mail2, carol (POP3) on mail1.</summary>
public sealed class DovecotPair : IAsyncLifetime
{
    private DovecotServer? _mail1;
    private DovecotServer? _mail2;

    internal static TestUser Alice { get; } = new("alice", "canary-alice-3f9a");

    internal static TestUser Bob { get; } = new("bob", "canary-bob-77d2");

    internal static TestUser Carol { get; } = new("carol", "canary-carol-b0c4");

    internal static IReadOnlyList<TestUser> Users { get; } = [Alice, Bob, Carol];

    internal DovecotServer Mail1 => _mail1 ?? throw new InvalidOperationException("not started");

    internal DovecotServer Mail2 => _mail2 ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync()
    {
        _mail1 = await DovecotServer.StartAsync("mail1", "127.0.0.31", [Alice, Carol]);
        _mail2 = await DovecotServer.StartAsync("mail2", "127.0.0.32", [Bob]);
    }

    public async Task DisposeAsync()
    {
        if (_mail1 is not null)
        {
            await _mail1.DisposeAsync();
        }

        if (_mail2 is not null)
        {
            await _mail2.DisposeAsync();
        }
    }

    internal DovecotServer BackendOf(TestUser user) => user == Bob ? Mail2 : Mail1;
}
