using System.Diagnostics;
using System.Globalization;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Faults;

/// <summary>
/// Users who have logged in before log in again and again, by IMAP and POP3, plain and TLS, from several connections at once. All must succeed
/// within the patience of <see cref="LineClient"/>; how long each took is said and not judged.
/// </summary>
internal sealed class Rounds(MailFrontProcess front, params TestUser[] users)
{
    private const int Usual = 4;

    private readonly List<TimeSpan> _took = [];

    /// <summary>MAILFRONT_STALL_SECONDS: rounds go on for so long. tests/stall.sh sets it; otherwise there are a few.</summary>
    public static TimeSpan Length { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("MAILFRONT_STALL_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;

    /// <summary>One login of each user through each door, so that all are known.</summary>
    public Task OneAsync() => Task.WhenAll(users.SelectMany(user => new[]
    {
        ByImapAsync(user, tls: false), ByImapAsync(user, tls: true), ByPop3Async(user, tls: false), ByPop3Async(user, tls: true),
    }));

    /// <summary>The rounds during a stall; the result is a line for people.</summary>
    public async Task<string> AllAsync()
    {
        _took.Clear();
        var before = Process();
        var began = Stopwatch.GetTimestamp();
        for (var round = 0; round < Usual || Stopwatch.GetElapsedTime(began) < Length; round++)
        {
            await OneAsync();
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_took.Count} logins in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, longest {_took.Max().TotalMilliseconds:0} ms; before: {before}; after: {Process()}");
    }

    private async Task ByImapAsync(TestUser user, bool tls)
    {
        var began = Stopwatch.GetTimestamp();
        await using var client = await ImapConversation.LoggedInAsync(tls ? front.Imaps : front.Imap, user, tls);
        Done(began);
        (await client.CommandAsync("LOGOUT")).Ok();
    }

    private async Task ByPop3Async(TestUser user, bool tls)
    {
        var began = Stopwatch.GetTimestamp();
        await using var client = await Pop3Conversation.LoggedInAsync(tls ? front.Pop3s : front.Pop3, user, tls);
        Done(began);
        Assert.StartsWith("+OK", await client.CommandAsync("QUIT"), StringComparison.Ordinal);
    }

    private void Done(long began)
    {
        lock (_took)
        {
            _took.Add(Stopwatch.GetElapsedTime(began));
        }
    }

    private string Process() => string.Join(
        ", ",
        File.ReadLines($"/proc/{front.Pid}/status")
            .Where(line => line.StartsWith("Threads:", StringComparison.Ordinal) || line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Select(line => line.Replace('\t', ' ')));
}
