using System.Globalization;
using MailFront.Load.Measuring;

namespace MailFront.Load.Clients;

/// <summary>One client from connect to logout, under the eye of the deadline watch.</summary>
internal sealed class MailSession : IDisposable
{
    private readonly ClientOptions _options;
    private readonly DeadlineWatch _watch;

    /// <summary>Makes a session that is not connected yet.</summary>
    public MailSession(ClientOptions options, LoadClock clock, DeadlineWatch watch)
    {
        _options = options;
        _watch = watch;
        Connection = new MailConnection(options, clock);
        Client = options.Protocol == MailProtocol.Imap ? new ImapClient(Connection) : new Pop3Client(Connection);
        Connection.Arm();
        watch.Add(Connection);
    }

    /// <summary>The connection.</summary>
    public MailConnection Connection { get; }

    /// <summary>The dialogue.</summary>
    public IMailClient Client { get; }

    /// <summary>Connects, protects, greets and logs in as the user of that number.</summary>
    public async ValueTask LoginAsync(int number)
    {
        await GreetAsync(number);
        var (user, password) = CredentialOf(number);
        await Client.LoginAsync(user, password);
    }

    /// <summary>The same, but does not wait for the answer to the login.</summary>
    public async ValueTask OfferAsync(int number)
    {
        await GreetAsync(number);
        var (user, password) = CredentialOf(number);
        await Client.OfferAsync(user, password);
    }

    private async ValueTask GreetAsync(int number)
    {
        await Connection.ConnectAsync(number);
        if (_options.Tls == TlsMode.Tls)
        {
            await Connection.StartTlsAsync();
        }

        await Client.GreetAsync();
        if (_options.Tls == TlsMode.StartTls)
        {
            await Client.AskForTlsAsync();
            await Connection.StartTlsAsync();
        }
    }

    private (string User, string Password) CredentialOf(int number)
    {
        var user = (1 + (number % _options.UserCount)).ToString(CultureInfo.InvariantCulture);
        return (_options.Users.Replace("%d", user, StringComparison.Ordinal), _options.Password.Replace("%d", user, StringComparison.Ordinal));
    }

    /// <summary>Logs out and waits for the server to close.</summary>
    public async ValueTask LogoutAsync()
    {
        await Client.LogoutAsync();
        await Connection.ReadEndAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch.Remove(Connection);
        Connection.Dispose();
    }
}
