using System.Diagnostics;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Checkers;

/// <summary>Logins through a MailFront whose password checker is under test.</summary>
internal static class CheckerAttempt
{
    public const string Accepted = "OK";
    public const string Refused = "NO [AUTHENTICATIONFAILED]";
    public const string Later = "NO [UNAVAILABLE]";

    private static readonly TimeSpan _betweenAttempts = TimeSpan.FromMilliseconds(250);
    private const int MostAttempts = 60;

    /// <summary>The answer to one login on a connection of its own, from an address of its own so that no limit meets another test's.</summary>
    public static async Task<string> LogInAsync(MailFrontProcess front, string name, string password, string from = "127.0.9.1")
    {
        await using var client = await ImapConversation.ConnectAsync(front.Imap, from: from);

        // SASL PLAIN cannot carry an empty password.
        var command = password.Length == 0 ? $"LOGIN {name} \"\"" : $"AUTHENTICATE PLAIN {new TestUser(name, password).PlainMessage}";
        return (await client.CommandAsync(command)).Status;
    }

    public static Task<string> LogInAsync(MailFrontProcess front, TestUser user) => LogInAsync(front, user.Name, user.Password);

    public static async Task ExpectAsync(MailFrontProcess front, string answer, string name, string password) =>
        Assert.StartsWith(answer, await LogInAsync(front, name, password), StringComparison.Ordinal);

    public static Task ExpectAsync(MailFrontProcess front, string answer, TestUser user) => ExpectAsync(front, answer, user.Name, user.Password);

    /// <summary>Until the checker is asked again after a trouble may take a moment.</summary>
    public static async Task ExpectSoonAsync(MailFrontProcess front, TestUser user)
    {
        using var timer = new PeriodicTimer(_betweenAttempts);
        var answer = await LogInAsync(front, user);
        for (var attempt = 1; attempt < MostAttempts && !answer.StartsWith(Accepted, StringComparison.Ordinal); attempt++)
        {
            await timer.WaitForNextTickAsync();
            answer = await LogInAsync(front, user);
        }

        Assert.StartsWith(Accepted, answer, StringComparison.Ordinal);
    }

    /// <summary>The answer to a login and how long it took.</summary>
    public static async Task<(string Answer, TimeSpan Took)> TimeAsync(MailFrontProcess front, TestUser user)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = await LogInAsync(front, user);
        return (answer, Stopwatch.GetElapsedTime(start));
    }
}
