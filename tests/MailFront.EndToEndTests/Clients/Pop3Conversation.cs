using System.Net;
using System.Security.Cryptography;
using System.Text;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Clients;

/// <summary>Speaks POP3 over a <see cref="LineClient"/>, one command at a time.</summary>
internal sealed class Pop3Conversation : IAsyncDisposable
{
    private Pop3Conversation(LineClient line, string greeting)
    {
        Line = line;
        Greeting = greeting;
    }

    public LineClient Line { get; }

    public string Greeting { get; }

    public static async Task<Pop3Conversation> ConnectAsync(EndPoint server, bool tls = false, string? from = null)
    {
        var line = await LineClient.ConnectAsync(server, tls, from);
        return new Pop3Conversation(line, await line.ReadLineAsync());
    }

    public static async Task<Pop3Conversation> LoggedInAsync(EndPoint server, TestUser user, bool tls = false)
    {
        var conversation = await ConnectAsync(server, tls);
        Assert.StartsWith("+OK", await conversation.PassAsync(user), StringComparison.Ordinal);
        return conversation;
    }

    public async Task<string> CommandAsync(string command)
    {
        await Line.SendAsync(command + "\r\n");
        return await Line.ReadLineAsync();
    }

    /// <summary>USER and PASS; the answer to PASS.</summary>
    public async Task<string> PassAsync(TestUser user)
    {
        Assert.StartsWith("+OK", await CommandAsync($"USER {user.Name}"), StringComparison.Ordinal);
        return await CommandAsync($"PASS {user.Password}");
    }

    /// <summary>The lines of a multi-line answer, dots unstuffed.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string command)
    {
        Assert.StartsWith("+OK", await CommandAsync(command), StringComparison.Ordinal);
        List<string> lines = [];
        while (await Line.ReadLineAsync() is var line && line != ".")
        {
            lines.Add(line.StartsWith('.') ? line[1..] : line);
        }

        return lines;
    }

    /// <summary>SHA-256 over the lines of a whole message.</summary>
    public async Task<string> HashOfMessageAsync(int number)
    {
        var lines = await LinesAsync($"RETR {number}");
        return Convert.ToHexString(SHA256.HashData(Encoding.Latin1.GetBytes(string.Join('\n', lines))));
    }

    public ValueTask DisposeAsync() => Line.DisposeAsync();
}
