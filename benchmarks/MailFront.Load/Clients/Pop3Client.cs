using System.Text.Unicode;
using MailFront.Load.Measuring;

namespace MailFront.Load.Clients;

/// <summary>Just enough POP3 to load a server, strict about what counts as an answer.</summary>
internal sealed class Pop3Client(MailConnection connection) : IMailClient
{
    /// <inheritdoc/>
    public ValueTask GreetAsync()
    {
        connection.Begin(Step.Greeting);
        return OkAsync();
    }

    /// <inheritdoc/>
    public ValueTask AskForTlsAsync() => CommandAsync(Step.StartTls, "STLS");

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
        Utf8.TryWrite(connection.Output, $"USER {user}\r\n", out var length);
        await connection.SendAsync(length);
        await OkAsync();
        Utf8.TryWrite(connection.Output, $"PASS {password}\r\n", out length);
        await connection.SendAsync(length);
    }

    /// <inheritdoc/>
    public async ValueTask RefusedAsync()
    {
        connection.Begin(Step.Verify);
        var line = await connection.ReadLineAsync();
        if (!line.Span.StartsWith("-ERR"u8))
        {
            throw connection.Failed(FailureReason.Protocol);
        }
    }

    /// <inheritdoc/>
    public ValueTask SelectAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask NoopAsync(Step step) => CommandAsync(step, "NOOP");

    /// <inheritdoc/>
    public async ValueTask FetchAsync(int kib, MessageBody expected)
    {
        connection.Begin(Step.Fetch);
        Utf8.TryWrite(connection.Output, $"RETR {kib}\r\n", out var length);
        await connection.SendAsync(length);
        await OkAsync();
        await connection.ReadBodyAsync(kib, expected);
        var end = await connection.ReadLineAsync();
        if (!end.Span.SequenceEqual("."u8))
        {
            throw connection.Failed(FailureReason.Body);
        }
    }

    /// <inheritdoc/>
    public ValueTask RestAsync() => CommandAsync(Step.Idle, "NOOP");

    /// <inheritdoc/>
    public ValueTask WakeAsync() => CommandAsync(Step.Verify, "NOOP");

    /// <inheritdoc/>
    public ValueTask LogoutAsync() => CommandAsync(Step.Logout, "QUIT");

    private async ValueTask CommandAsync(Step step, string command)
    {
        connection.Begin(step);
        Utf8.TryWrite(connection.Output, $"{command}\r\n", out var length);
        await connection.SendAsync(length);
        await OkAsync();
    }

    private async ValueTask OkAsync()
    {
        var line = await connection.ReadLineAsync();
        if (!line.Span.StartsWith("+OK"u8))
        {
            throw connection.Failed(line.Span.StartsWith("-ERR"u8) ? FailureReason.Rejected : FailureReason.Protocol);
        }
    }
}
