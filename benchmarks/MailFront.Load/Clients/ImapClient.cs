using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using MailFront.Load.Measuring;

namespace MailFront.Load.Clients;

/// <summary>Just enough IMAP4rev1 to load a server, strict about what counts as an answer.</summary>
internal sealed class ImapClient(MailConnection connection) : IMailClient
{
    private int _tag;

    /// <inheritdoc/>
    public async ValueTask GreetAsync()
    {
        connection.Begin(Step.Greeting);
        var line = await connection.ReadLineAsync();
        if (!line.Span.StartsWith("* OK"u8))
        {
            throw connection.Failed(FailureReason.Rejected);
        }
    }

    /// <inheritdoc/>
    public async ValueTask AskForTlsAsync()
    {
        connection.Begin(Step.StartTls);
        await CommandAsync("STARTTLS");
    }

    /// <inheritdoc/>
    public async ValueTask LoginAsync(string user, string password)
    {
        await OfferAsync(user, password);
        await OkAsync();
    }

    /// <inheritdoc/>
    public async ValueTask OfferAsync(string user, string password)
    {
        connection.Begin(Step.Login);
        Utf8.TryWrite(connection.Output, $"a{++_tag} LOGIN {user} {password}\r\n", out var length);
        await connection.SendAsync(length);
    }

    /// <inheritdoc/>
    public async ValueTask RefusedAsync()
    {
        connection.Begin(Step.Verify);
        var line = await connection.ReadLineAsync();
        if (Judge(line.Span) != false)
        {
            throw connection.Failed(FailureReason.Protocol);
        }
    }

    /// <inheritdoc/>
    public async ValueTask SelectAsync()
    {
        connection.Begin(Step.Select);
        await CommandAsync("SELECT INBOX");
    }

    /// <inheritdoc/>
    public async ValueTask NoopAsync(Step step)
    {
        connection.Begin(step);
        await CommandAsync("NOOP");
    }

    /// <inheritdoc/>
    public async ValueTask FetchAsync(int kib, MessageBody expected)
    {
        connection.Begin(Step.Fetch);
        Utf8.TryWrite(connection.Output, $"a{++_tag} FETCH {kib} BODY.PEEK[]\r\n", out var length);
        await connection.SendAsync(length);
        var line = await connection.ReadLineAsync();
        if (LiteralAtEnd(line.Span) is not { } size)
        {
            throw connection.Failed(Judge(line.Span) == false ? FailureReason.Rejected : FailureReason.Protocol);
        }

        if (size != kib * 1024)
        {
            throw connection.Failed(FailureReason.Body);
        }

        await connection.ReadBodyAsync(kib, expected);
        var end = await connection.ReadLineAsync();
        if (!end.Span.SequenceEqual(")"u8))
        {
            throw connection.Failed(FailureReason.Body);
        }

        await OkAsync();
    }

    /// <inheritdoc/>
    public async ValueTask RestAsync()
    {
        connection.Begin(Step.Idle);
        Utf8.TryWrite(connection.Output, $"a{++_tag} IDLE\r\n", out var length);
        await connection.SendAsync(length);
        var line = await connection.ReadLineAsync();
        if (!line.Span.StartsWith("+"u8))
        {
            throw connection.Failed(Judge(line.Span) == false ? FailureReason.Rejected : FailureReason.Protocol);
        }
    }

    /// <inheritdoc/>
    public async ValueTask WakeAsync()
    {
        connection.Begin(Step.Verify);
        Utf8.TryWrite(connection.Output, $"DONE\r\n", out var length);
        await connection.SendAsync(length);
        await OkAsync();
    }

    /// <inheritdoc/>
    public async ValueTask LogoutAsync()
    {
        connection.Begin(Step.Logout);
        await CommandAsync("LOGOUT");
    }

    private static int? LiteralAtEnd(ReadOnlySpan<byte> line)
    {
        var open = line.LastIndexOf((byte)'{');
        return open >= 0 && line.StartsWith("* "u8) && line[^1] == '}'
            && Utf8Parser.TryParse(line[(open + 1)..^1], out int size, out var used) && used == line.Length - open - 2 ? size : null;
    }

    private async ValueTask CommandAsync(string command)
    {
        Utf8.TryWrite(connection.Output, $"a{++_tag} {command}\r\n", out var length);
        await connection.SendAsync(length);
        await OkAsync();
    }

    /// <summary>Reads up to the tagged answer, which must be the running command's OK.</summary>
    private async ValueTask OkAsync()
    {
        while (true)
        {
            var line = await connection.ReadLineAsync();
            if (line.Span.StartsWith("* BYE"u8) && connection.Step != Step.Logout)
            {
                throw connection.Failed(FailureReason.Closed);
            }

            if (line.Span.StartsWith("* "u8))
            {
                continue;
            }

            switch (Judge(line.Span))
            {
                case true:
                    return;
                case false:
                    throw connection.Failed(FailureReason.Rejected);
                default:
                    throw connection.Failed(FailureReason.Protocol);
            }
        }
    }

    /// <summary>True for the tagged OK of the running command, false for its NO or BAD, null for anything else.</summary>
    private bool? Judge(ReadOnlySpan<byte> line)
    {
        Span<byte> tag = stackalloc byte[16];
        Utf8.TryWrite(tag, $"a{_tag} ", out var length);
        return !line.StartsWith(tag[..length]) ? null
            : Ascii.EqualsIgnoreCase(line[length..Math.Min(line.Length, length + 2)], "OK"u8);
    }
}
