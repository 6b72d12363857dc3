using System.Text;
using System.Text.RegularExpressions;
using MailFront.Transport;
using MailFront.Transport.Tls;

namespace MailFront.TestKit.Backends;

/// <summary>
/// Plays the server's part of a transcript (marks: see <see cref="TranscriptVerb"/>). Server lines that follow each other travel in one
/// segment. The transcript must be used up when the other side leaves, unless it ends with <c>-- hang</c>.
/// </summary>
/// <param name="transcript">The lines.</param>
/// <param name="tls">Certificate for <c>-- tls</c>.</param>
public sealed class ScriptedBackend(string transcript, TlsContexts? tls = null)
{
    /// <summary>Most bytes waited for in one client line or literal.</summary>
    private const int ReadLimit = 64 * 1024;

    private readonly IReadOnlyList<TranscriptStep> _steps = TranscriptStep.ParseAll(transcript);
    private readonly List<byte> _pending = [];
    private readonly List<string> _received = [];
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lines and literals that came, in order, without line ends.</summary>
    public IReadOnlyList<string> Received
    {
        get
        {
            lock (_received)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>What <c>-- pause</c> waits for: that the other side has read all and waits for more.</summary>
    public Func<Task>? PeerWaits { get; set; }

    /// <summary>Completes when the backend has gone silent by <c>-- hang</c>.</summary>
    public Task WhenHanging => _hanging.Task;

    /// <summary>Plays over one connection and closes it.</summary>
    /// <exception cref="TranscriptMismatchException">The client said something else, or left early.</exception>
    public async Task PlayAsync(Channel channel)
    {
        await using (channel)
        {
            foreach (var step in _steps)
            {
                await PlayAsync(channel, step);
            }

            await FlushAsync(channel);
        }
    }

    private async Task PlayAsync(Channel channel, TranscriptStep step)
    {
        if (step.Verb is TranscriptVerb.Send or TranscriptVerb.SendRaw)
        {
            _pending.AddRange(step.Bytes);
            return;
        }

        await FlushAsync(channel);
        switch (step.Verb)
        {
            case TranscriptVerb.Expect:
            case TranscriptVerb.ExpectMatch:
                Compare(step, await ReadLineAsync(channel, step));
                break;

            case TranscriptVerb.ExpectRaw:
                Compare(step, await ReadBytesAsync(channel, step));
                break;

            case TranscriptVerb.StartTls:
                var contexts = tls ?? throw new InvalidOperationException("The transcript starts TLS but no certificate was given.");
                await channel.SecureAsServerAsync(contexts, EarlyBytes.Handshake);
                break;

            case TranscriptVerb.Pause:
                await (PeerWaits ?? throw new InvalidOperationException("The transcript pauses but nobody says when the peer waits."))();
                break;

            case TranscriptVerb.Close:
                await channel.CloseAsync();
                break;

            case TranscriptVerb.Reset:
                channel.Abort();
                break;

            case TranscriptVerb.Hang:
                _hanging.TrySetResult();
                await DrainAsync(channel);
                break;

            case TranscriptVerb.Flood:
                while (await channel.WriteAsync(step.Bytes))
                {
                }

                break;
        }
    }

    private static async Task DrainAsync(Channel channel)
    {
        while (await channel.ReadMoreAsync(ReadLimit) == ReadStatus.Data)
        {
            channel.Consume(channel.Unread.Length);
        }
    }

    private async Task FlushAsync(Channel channel)
    {
        if (_pending.Count > 0)
        {
            var bytes = _pending.ToArray();
            _pending.Clear();
            await channel.WriteAsync(bytes);
        }
    }

    private async Task<string> ReadLineAsync(Channel channel, TranscriptStep step)
    {
        while (true)
        {
            var end = channel.Unread.Span.IndexOf("\r\n"u8);
            if (end >= 0)
            {
                return Take(channel, end, end + 2);
            }

            await ReadMoreAsync(channel, step);
        }
    }

    private async Task<string> ReadBytesAsync(Channel channel, TranscriptStep step)
    {
        while (channel.Unread.Length < step.Text.Length)
        {
            await ReadMoreAsync(channel, step);
        }

        return Take(channel, step.Text.Length, step.Text.Length);
    }

    private static async Task ReadMoreAsync(Channel channel, TranscriptStep step)
    {
        var status = await channel.ReadMoreAsync(ReadLimit);
        if (status != ReadStatus.Data)
        {
            var rest = Encoding.Latin1.GetString(channel.Unread.Span);
            throw new TranscriptMismatchException($"Waited for «{step.Text}», but the client left ({status}), having sent «{rest}».");
        }
    }

    private string Take(Channel channel, int length, int consumed)
    {
        var text = Encoding.Latin1.GetString(channel.Unread.Span[..length]);
        channel.Consume(consumed);
        lock (_received)
        {
            _received.Add(text);
        }

        return text;
    }

    private static void Compare(TranscriptStep step, string actual)
    {
        var matches = step.Verb == TranscriptVerb.ExpectMatch
            ? Regex.IsMatch(actual, $"^(?:{step.Text})$", RegexOptions.CultureInvariant)
            : actual == step.Text;
        if (!matches)
        {
            throw new TranscriptMismatchException($"Waited for «{step.Text}», got «{actual}».");
        }
    }
}
