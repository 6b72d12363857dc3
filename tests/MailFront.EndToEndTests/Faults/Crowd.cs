using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;

namespace MailFront.EndToEndTests.Faults;

/// <summary>Strangers who log in all at once, each with an address, a name and a password of its own; every second one hangs up without waiting.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly List<LineClient> _waiting = [];

    /// <summary>
    /// Sends <paramref name="size"/> logins, more than the checkers' queue holds: returns when the first of those who wait was sent away,
    /// which is when the queue is full or its oldest question too old.
    /// </summary>
    public static async Task<Crowd> GatherAsync(MailFrontProcess front, int size)
    {
        var crowd = new Crowd();
        try
        {
            for (var stranger = 0; stranger < size; stranger++)
            {
                await crowd.ComeAsync(front, stranger);
            }

            var answers = crowd._waiting.Select(client => client.ReadLineAsync()).ToList();
            Assert.StartsWith("a NO [UNAVAILABLE]", await await Task.WhenAny(answers), StringComparison.Ordinal);
            return crowd;
        }
        catch
        {
            await crowd.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _waiting)
        {
            await client.DisposeAsync();
        }
    }

    private async Task ComeAsync(MailFrontProcess front, int stranger)
    {
        var client = await LineClient.ConnectAsync(front.Imap, from: $"127.77.{stranger % 250}.{1 + (stranger / 250)}");
        client.Deadline = TimeSpan.FromMinutes(5);
        _waiting.Add(client);
        await client.ReadLineAsync();
        await client.SendAsync($"a LOGIN stranger{stranger} canary-guess-{stranger}\r\n");
        if (stranger % 2 == 1)
        {
            _waiting.Remove(client);
            await client.DisposeAsync();
        }
    }
}
