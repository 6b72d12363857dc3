using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using MailFront.Protocol.Imap;
using MailFront.Transport;

namespace MailFront.Authentication.Checkers.Imap;

/// <summary>Commands and responses on the connection to an IMAP server that checks passwords; bounded in what the server may say.</summary>
internal sealed class ImapCheckWire(Channel channel)
{
    // As much as a backend's login may take; Cyrus 3.6 needs 1.1 KiB.
    private const int MaxReceivedBytes = 64 * 1024;

    private readonly ImapResponseFramer _framer = new(ImapLimits.BackendLogin);
    private int _received;

    /// <summary>The channel; its opener closes it.</summary>
    public Channel Channel => channel;

    /// <summary>Writes a command's words, which hold no secret.</summary>
    public ValueTask<bool> SendAsync(string words) => channel.WriteAsync(Encoding.ASCII.GetBytes(words));

    /// <summary>Writes what <paramref name="output"/> holds and wipes it there.</summary>
    public async ValueTask<bool> SendSecretAsync(ArrayBufferWriter<byte> output)
    {
        byte[] bytes = output.WrittenSpan.ToArray();
        output.Clear();
        try
        {
            return await channel.WriteAsync(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>The next response; null when there is none or it is no IMAP.</summary>
    public async ValueTask<ImapCheckLine?> ReadAsync()
    {
        while (true)
        {
            ImapFrame frame = _framer.Scan(channel.Unread.Span);
            if (frame.Status == ImapFrameStatus.Complete)
            {
                var line = ImapCheckLine.Parse(channel.Unread.Span[..frame.Length]);
                channel.Consume(frame.Length);
                _received += frame.Length;
                return _received > MaxReceivedBytes ? null : line;
            }

            if (frame.Status != ImapFrameStatus.NeedMore || await channel.ReadMoreAsync(ImapLimits.BackendLogin.MaxCommandBytes) != ReadStatus.Data)
            {
                return null;
            }
        }
    }

    /// <summary>
    /// Reads until it is our turn: a continuation, or the answer to our command. Null for everything that ends the talk: BYE, garbage, a foreign tag,
    /// the end. Untagged capabilities on the way go along with the answer when it brings none itself.
    /// </summary>
    public async ValueTask<ImapCheckLine?> ReadTurnAsync()
    {
        byte[]? capabilities = null;
        while (await ReadAsync() is { } line)
        {
            capabilities = line.Capabilities ?? capabilities;
            if (line.Kind == ImapResponseKind.Continuation || (line.Kind == ImapResponseKind.Tagged && line.IsOurs))
            {
                return line with { Capabilities = capabilities };
            }

            if (line.Kind == ImapResponseKind.Tagged || line.Condition == ImapCondition.Bye)
            {
                return null;
            }
        }

        return null;
    }
}
