using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Product;

/// <summary>Two Cyrus backends of a Murder, a real saslauthd, and one MailFront before them.</summary>
public sealed class CyrusFront : IAsyncLifetime
{
    private SaslauthdServer? _saslauthd;
    private MailFrontProcess? _front;

    internal CyrusMurder Murder { get; } = new();

    internal SaslauthdServer Saslauthd => _saslauthd ?? throw new InvalidOperationException("not started");

    internal MailFrontProcess Front => _front ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync()
    {
        await Murder.InitializeAsync();
        _saslauthd = await SaslauthdServer.StartAsync([.. CyrusMurder.Users, CyrusMurder.UserWithoutMailbox]);
        _front = await MailFrontProcess.StartAsync(FrontConfiguration.ForCyrus(Murder, Saslauthd.Mux));
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
            if (_saslauthd is not null)
            {
                await _saslauthd.DisposeAsync();
            }

            await Murder.DisposeAsync();
        }
    }

    internal static TestUser UserNamed(string name) => CyrusMurder.Users.Single(user => user.Name == name);
}
