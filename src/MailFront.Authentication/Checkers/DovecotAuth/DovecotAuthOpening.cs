using System.Security.Cryptography;
using MailFront.Protocol.DovecotAuth;
using MailFront.Transport;
using MailFront.Transport.Outbound;

namespace MailFront.Authentication.Checkers.DovecotAuth;

/// <summary>Connects to Dovecot's auth process and goes through the handshake.</summary>
internal static class DovecotAuthOpening
{
    private const uint MajorVersion = 1;

    // The handshake of Dovecot 2.3 is ten short lines.
    private const int MaxHandshakeLines = 256;

    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(5);

    /// <summary>A connection, or null and why there is none. Throws only when cancelled.</summary>
    public static async Task<(DovecotAuthConnection? Connection, string? Problem)> OpenAsync(
        string path, OutboundConnector connector, TimeProvider time, CancellationToken cancellationToken)
    {
        ConnectOutcome outcome = await connector.ConnectAsync(path, 0, _deadline, cancellationToken);
        if (outcome.Channel is not { } channel)
        {
            return (null, $"Dovecot's auth process cannot be reached: {outcome.Detail}");
        }

        using var limit = new CancellationTokenSource(_deadline, time);
        await using CancellationTokenRegistration onLimit = limit.Token.UnsafeRegister(static state => ((Channel)state!).Abort(), channel);
        await using CancellationTokenRegistration onStop = cancellationToken.UnsafeRegister(static state => ((Channel)state!).Abort(), channel);
        string? problem = await ShakeHandsAsync(channel);
        if (problem is null)
        {
            return (new DovecotAuthConnection(channel, time), null);
        }

        await channel.CloseAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return (null, limit.IsCancellationRequested ? "Dovecot's auth process does not answer" : problem);
    }

    private static async ValueTask<string?> ShakeHandsAsync(Channel channel)
    {
        const string Closed = "Dovecot's auth process closed the connection";
        var clientId = (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue);
        if (!await channel.WriteAsync(DovecotAuthRequest.Handshake(clientId)))
        {
            return Closed;
        }

        var framer = new DovecotAuthFramer();
        bool hasVersion = false;
        bool hasPlain = false;
        for (int lines = 0; lines < MaxHandshakeLines; lines++)
        {
            int length;
            while ((length = framer.Scan(channel.Unread.Span)) == 0)
            {
                if (await channel.ReadMoreAsync(DovecotAuthFramer.MaxLineBytes) != ReadStatus.Data)
                {
                    return Closed;
                }
            }

            if (length < 0)
            {
                break;
            }

            (DovecotAuthReplyKind kind, bool isRight) = Look(channel.Unread.Span[..(length - 1)]);
            channel.Consume(length);
            switch (kind)
            {
                case DovecotAuthReplyKind.Version when !isRight:
                    return "Dovecot's auth process speaks another version of the protocol";
                case DovecotAuthReplyKind.Version:
                    hasVersion = true;
                    break;
                case DovecotAuthReplyKind.Mechanism:
                    hasPlain |= isRight;
                    break;
                case DovecotAuthReplyKind.Done:
                    return !hasVersion ? "this socket is not one for auth clients" : hasPlain ? null : "Dovecot's auth process does not offer PLAIN";
            }
        }

        return "this socket is not one for auth clients";
    }

    private static (DovecotAuthReplyKind Kind, bool IsRight) Look(ReadOnlySpan<byte> line)
    {
        DovecotAuthReply reply = DovecotAuthReply.Parse(line);
        bool isRight = reply.Kind == DovecotAuthReplyKind.Version ? reply.Number == MajorVersion : reply.First.SequenceEqual("PLAIN"u8);
        return (reply.Kind, isRight);
    }
}
