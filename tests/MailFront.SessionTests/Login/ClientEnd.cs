using System.Text;
using MailFront.TestKit.Streams;
using MailFront.Transport;
using MailFront.Transport.Managed;
using MailFront.Transport.Tls;

namespace MailFront.SessionTests.Login;

/// <summary>The client's end of a session in memory.</summary>
internal sealed class ClientEnd
{
    private const int ReadLimit = 1 << 20;

    private readonly DuplexStreamPair _pair;

    public ClientEnd(DuplexStreamPair pair)
    {
        _pair = pair;
        Channel = new ManagedChannel(pair.Client);
    }

    public ManagedChannel Channel { get; }

    /// <summary>True when the server reset the connection.</summary>
    public bool WasReset => _pair.Server.IsAborted;

    /// <summary>Completes when the server has read all and waits for more.</summary>
    public Task WhenServerWaits => _pair.Server.WhenReaderIsWaiting;

    public Task SendAsync(string text) => Channel.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    public Task<TlsUpgradeOutcome> StartTlsAsync(TlsClientPolicy policy) => Channel.SecureAsClientAsync(policy).AsTask();

    /// <summary>The next line without its end; null when the server has closed.</summary>
    public async Task<string?> ReadLineAsync()
    {
        while (true)
        {
            var text = Encoding.Latin1.GetString(Channel.Unread.Span);
            var end = text.IndexOf("\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                Channel.Consume(end + 2);
                return text[..end];
            }

            if (await Channel.ReadMoreAsync(ReadLimit) != ReadStatus.Data)
            {
                return null;
            }
        }
    }

    /// <summary>Sends a line and reads up to and including the line that begins with <paramref name="until"/>.</summary>
    public async Task<string> AskAsync(string line, string until)
    {
        await SendAsync(line + "\r\n");
        return await ReadUntilAsync(until);
    }

    public async Task<string> ReadUntilAsync(string until)
    {
        var lines = new List<string>();
        while (await ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.StartsWith(until, StringComparison.Ordinal))
            {
                break;
            }
        }

        return string.Join('\n', lines);
    }

    /// <summary>All that comes until the server closes.</summary>
    public Task<string> ReadToEndAsync() => ReadUntilAsync("\0");
}
