using System.Globalization;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Faults;

/// <summary>Users of backends whose names the name server does not tell: there are more of them than a small machine has threads in its pool.</summary>
internal sealed class LostLogins : IAsyncDisposable
{
    private const int Backends = 24;

    private readonly List<ImapConversation> _clients = [];

    /// <summary>Adds the backends, their users, and their passwd-file entries.</summary>
    public static void Configure(FrontConfiguration configuration)
    {
        foreach (var user in Users())
        {
            configuration
                .Option($"mailfront_backend_{user.Name}", $"{user.Name}.test:143 kind=dovecot tls=off")
                .Option($"{user.Name}_password", "canary-lost");
            configuration.Directory[user.Name] = user.Name;
            configuration.Users.Add(user);
        }
    }

    /// <summary>All of them log in, and wait.</summary>
    public static async Task<LostLogins> BeginAsync(MailFrontProcess front)
    {
        var lost = new LostLogins();
        foreach (var user in Users())
        {
            var client = await ImapConversation.ConnectAsync(front.Imap);
            lost._clients.Add(client);
            await client.SendTaggedAsync($"LOGIN {user.Name} {user.Password}");
        }

        return lost;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }
    }

    private static IEnumerable<TestUser> Users() => Enumerable.Range(0, Backends)
        .Select(number => new TestUser(string.Create(CultureInfo.InvariantCulture, $"lost{number}"), "canary-lost"));
}
