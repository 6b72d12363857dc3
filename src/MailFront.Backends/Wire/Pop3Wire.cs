using MailFront.Protocol.Pop3;
using MailFront.Transport;

namespace MailFront.Backends.Wire;

/// <summary>Reads the lines of a POP3 backend one by one.</summary>
internal sealed class Pop3Wire(Channel channel, BackendEndpoint endpoint) : BackendWire(channel, endpoint)
{
    private readonly Pop3LineFramer _framer = new(Pop3Limits.BackendLogin);

    private delegate T? LineParser<T>(ReadOnlySpan<byte> line)
        where T : class;

    /// <inheritdoc/>
    protected override int MaxResponseBytes => Pop3Limits.BackendLogin.MaxLineBytes;

    /// <inheritdoc/>
    protected override string Host => Endpoint.Pop3Host ?? Endpoint.Host;

    /// <summary>Waits for a status line.</summary>
    public ValueTask<WireRead<Pop3Answer>> ReadAsync() => ReadLineAsync(Pop3Answer.Parse);

    /// <summary>Sends a command and waits for its status line.</summary>
    public async ValueTask<WireRead<Pop3Answer>> AskAsync(ReadOnlyMemory<byte> command) =>
        await SendAsync(command) is { } failure ? failure : await ReadAsync();

    /// <summary>Waits for the rest of a multi-line answer (RFC 1939 §3).</summary>
    public async ValueTask<WireRead<List<string>>> ReadListAsync()
    {
        var lines = new List<string>();
        while (true)
        {
            var read = await ReadLineAsync(ParseListLine);
            if (!read.Succeeded)
            {
                return read.Failure;
            }

            if (read.Answer == ".")
            {
                return lines;
            }

            // The budget of the wire bounds the list.
            lines.Add(read.Answer[1..]);
        }
    }

    /// <summary>A dot for the end of the list, else the content behind a mark that tells it from the end.</summary>
    private static string? ParseListLine(ReadOnlySpan<byte> line)
    {
        if (Pop3ResponseLine.IsTerminator(line))
        {
            return ".";
        }

        return Pop3ResponseLine.TryGetData(line, out var content) ? " " + BackendText.Printable(content) : null;
    }

    private async ValueTask<WireRead<T>> ReadLineAsync<T>(LineParser<T> parse)
        where T : class
    {
        while (true)
        {
            var frame = _framer.Scan(Channel.Unread.Span);
            if (frame.Status == Pop3FrameStatus.Complete)
            {
                var answer = parse(Channel.Unread.Span[..frame.Length]);
                if (Take(frame.Length) is { } flood)
                {
                    return flood;
                }

                return answer is null ? Fail(BackendFailureKind.Garbled, "sent something that is not POP3") : answer;
            }

            if (frame.Status == Pop3FrameStatus.TooLong)
            {
                return Flooded();
            }

            if (await ReadMoreAsync() is { } failure)
            {
                return failure;
            }
        }
    }
}
