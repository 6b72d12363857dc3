using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Clients;

/// <summary>Speaks IMAP over a <see cref="LineClient"/>, one command at a time.</summary>
internal sealed class ImapConversation : IAsyncDisposable
{
    private int _tag;

    private ImapConversation(LineClient line, string greeting)
    {
        Line = line;
        Greeting = greeting;
    }

    public LineClient Line { get; }

    public string Greeting { get; }

    public static async Task<ImapConversation> ConnectAsync(EndPoint server, bool tls = false, string? from = null)
    {
        var line = await LineClient.ConnectAsync(server, tls, from);
        return new ImapConversation(line, await line.ReadLineAsync());
    }

    public static async Task<ImapConversation> LoggedInAsync(EndPoint server, TestUser user, bool tls = false, string? from = null)
    {
        var conversation = await ConnectAsync(server, tls, from);
        (await conversation.CommandAsync($"LOGIN {user.Name} {user.Password}")).Ok();
        return conversation;
    }

    public async Task<ImapAnswer> CommandAsync(string command)
    {
        var tag = NextTag();
        await Line.SendAsync($"{tag} {command}\r\n");
        return await AnswerAsync(tag);
    }

    /// <summary>APPEND with a synchronising literal.</summary>
    public async Task<ImapAnswer> AppendAsync(string mailbox, string message)
    {
        var tag = NextTag();
        await Line.SendAsync($"{tag} APPEND {mailbox} {{{message.Length}}}\r\n");
        Assert.StartsWith("+", await Line.ReadLineAsync(), StringComparison.Ordinal);
        await Line.SendAsync(message + "\r\n");
        return await AnswerAsync(tag);
    }

    public async Task<string> SendTaggedAsync(string command)
    {
        var tag = NextTag();
        await Line.SendAsync($"{tag} {command}\r\n");
        return tag;
    }

    public async Task<ImapAnswer> AnswerAsync(string tag)
    {
        List<string> untagged = [];
        List<byte[]> literals = [];
        var logical = "";
        while (true)
        {
            logical += await Line.ReadLineAsync();
            if (logical.EndsWith('}') && logical.LastIndexOf('{') is var open and >= 0
                && int.TryParse(logical.AsSpan(open + 1, logical.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            {
                literals.Add(await Line.ReadExactlyAsync(length));
                logical = logical[..open];
                continue;
            }

            if (logical.StartsWith(tag + " ", StringComparison.Ordinal))
            {
                return new ImapAnswer(logical[(tag.Length + 1)..], untagged, literals);
            }

            untagged.Add(logical);
            logical = "";
        }
    }

    /// <summary>SHA-256 of a whole message of the selected mailbox.</summary>
    public async Task<string> HashOfMessageAsync(int number)
    {
        var answer = (await CommandAsync($"FETCH {number} BODY.PEEK[]")).Ok();
        return Convert.ToHexString(SHA256.HashData(Assert.Single(answer.Literals)));
    }

    public ValueTask DisposeAsync() => Line.DisposeAsync();

    private string NextTag() => string.Create(CultureInfo.InvariantCulture, $"t{++_tag}");
}
