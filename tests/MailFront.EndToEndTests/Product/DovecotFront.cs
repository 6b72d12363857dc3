using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Product;

/// <summary>Two Dovecot backends and one MailFront with default settings before them, shared by tests that only lead sessions.</summary>
public sealed class DovecotFront : IAsyncLifetime
{
    private MailFrontProcess? _front;

    internal DovecotPair Pair { get; } = new();

    internal MailFrontProcess Front => _front ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync()
    {
        await Pair.InitializeAsync();
        _front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(Pair));
    }

    public async Task DisposeAsync()
    {
        try
        {
            if (_front is not null)
            {
                await _front.DisposeAsync();
            }
        }
        finally
        {
            await Pair.DisposeAsync();
        }
    }

    internal static TestUser UserNamed(string name) => DovecotPair.Users.Single(user => user.Name == name);
}
