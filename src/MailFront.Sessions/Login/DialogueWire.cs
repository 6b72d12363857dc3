using System.Buffers;
using System.Text;
using MailFront.Transport;

namespace MailFront.Sessions.Login;

/// <summary>
/// A dialogue's side of the channel: what was received and not yet understood, and the reply being put together.
/// Replies leave in one write, so that greeting, code and text never wait for a delayed acknowledgement.
/// </summary>
internal sealed class DialogueWire
{
    private const int UsualReplyBytes = 256;

    private readonly Channel _channel;
    private readonly LoginClock _clock;

    // Made for each reply and garbage when it is sent: who rests or is parked holds none.
    private ArrayBufferWriter<byte>? _reply;
    private readonly int _maxUnreadBytes;
    private int _consumed;
    private int _announced;

    /// <param name="channel">The client's channel.</param>
    /// <param name="clock">Says why a wait was interrupted.</param>
    /// <param name="maxUnreadBytes">Most bytes held of a command that is not complete.</param>
    public DialogueWire(Channel channel, LoginClock clock, int maxUnreadBytes)
    {
        _channel = channel;
        _clock = clock;
        _maxUnreadBytes = maxUnreadBytes;
    }

    /// <summary>Bytes received and not consumed.</summary>
    public ReadOnlySpan<byte> Unread => _channel.Unread.Span;

    /// <summary>True once TLS is on.</summary>
    public bool IsSecure => _channel.IsSecure;

    private ArrayBufferWriter<byte> Reply => _reply ??= new(UsualReplyBytes);

    /// <summary>Drops what was understood.</summary>
    public void Consume(int count)
    {
        _consumed++;
        _announced = 0;
        _channel.Consume(count);
    }

    /// <summary>A literal was announced that ends after <paramref name="end"/> unread bytes: the client has time for all of it.</summary>
    public void Announce(int end) => _announced = end;

    /// <summary>True when more commands were consumed than <paramref name="most"/>.</summary>
    public bool CountsTooMany(int most) => _consumed > most;

    /// <summary>Says a last word and ends the talk.</summary>
    public async ValueTask<TalkOutcome> CloseAsync(byte[] word, CloseReason reason)
    {
        await Add(word).SendAsync();
        return TalkOutcome.Close(reason);
    }

    /// <summary>Adds bytes to the reply; only bytes a parser has accepted.</summary>
    public DialogueWire Add(ReadOnlySpan<byte> bytes)
    {
        Reply.Write(bytes);
        return this;
    }

    /// <summary>Adds our own text to the reply.</summary>
    public DialogueWire Add(string text)
    {
        Encoding.ASCII.GetBytes(text, Reply);
        return this;
    }

    /// <summary>Adds our own text and a line end.</summary>
    public DialogueWire AddLine(string text) => Add(text).Add("\r\n"u8);

    /// <summary>Sends the reply, if there is one. False when the client is gone.</summary>
    public async ValueTask<bool> SendAsync()
    {
        if (_reply is not { } reply)
        {
            return true;
        }

        _reply = null;
        return await _channel.WriteAsync(reply.WrittenMemory);
    }

    /// <summary>Waits for more bytes; null when some came, else why the connection ends.</summary>
    public async ValueTask<CloseReason?> ReceiveAsync()
    {
        if (!Unread.IsEmpty)
        {
            _clock.CommandGrows(Unread.Length, _announced);
        }

        return await _channel.ReadMoreAsync(_maxUnreadBytes) switch
        {
            ReadStatus.Data => null,
            ReadStatus.EndOfStream => CloseReason.ClientClosed,
            ReadStatus.Full => CloseReason.TooBig,
            ReadStatus.Interrupted => _clock.Expired ?? CloseReason.Shutdown,
            _ => CloseReason.ClientBroken,
        };
    }
}
