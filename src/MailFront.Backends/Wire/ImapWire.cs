using MailFront.Protocol.Imap;
using MailFront.Transport;

namespace MailFront.Backends.Wire;

/// <summary>Reads the responses of an IMAP backend one by one.</summary>
internal sealed class ImapWire(Channel channel, BackendEndpoint endpoint) : BackendWire(channel, endpoint)
{
    private readonly ImapResponseFramer _framer = new(ImapLimits.BackendLogin);

    /// <inheritdoc/>
    protected override int MaxResponseBytes => ImapLimits.BackendLogin.MaxCommandBytes;

    /// <inheritdoc/>
    protected override string Host => Endpoint.Host;

    /// <summary>Waits for the next response.</summary>
    public async ValueTask<WireRead<ImapAnswer>> ReadAsync()
    {
        while (true)
        {
            var frame = _framer.Scan(Channel.Unread.Span);
            switch (frame.Status)
            {
                case ImapFrameStatus.Complete:
                    var answer = ImapAnswer.Parse(Channel.Unread.Span[..frame.Length]);
                    if (Take(frame.Length) is { } flood)
                    {
                        return flood;
                    }

                    return answer is null ? Fail(BackendFailureKind.Garbled, "sent something that is not IMAP") : answer;

                case ImapFrameStatus.NeedMore:
                    if (await ReadMoreAsync() is { } failure)
                    {
                        return failure;
                    }

                    break;

                default:
                    return Flooded();
            }
        }
    }
}
