using System.Text;
using MailFront.Protocol.Imap;

namespace MailFront.UnitTests.Protocol.Imap;

/// <summary>Drives a framer as a connection does: consume complete frames, stop where the connection would be closed.</summary>
internal static class ImapFramerTranscript
{
    public static string OfCommands(IEnumerable<ReadOnlyMemory<byte>> arrivals, ImapLimits limits)
    {
        var framer = new ImapCommandFramer(limits);
        return Run(arrivals, limits, framer.Scan);
    }

    public static string OfResponses(IEnumerable<ReadOnlyMemory<byte>> arrivals, ImapLimits limits)
    {
        var framer = new ImapResponseFramer(limits);
        return Run(arrivals, limits, framer.Scan);
    }

    private static string Run(IEnumerable<ReadOnlyMemory<byte>> arrivals, ImapLimits limits, Scanner scan)
    {
        var transcript = new StringBuilder();
        int consumed = 0;
        foreach (ReadOnlyMemory<byte> arrived in arrivals)
        {
            while (true)
            {
                ReadOnlySpan<byte> unread = arrived.Span[consumed..];
                ImapFrame frame = scan(unread);
                if (frame.Status == ImapFrameStatus.NeedMore)
                {
                    Assert.True(unread.Length < limits.MaxCommandBytes, "The buffer is full and the framer still wants more.");
                    Assert.Equal(0, frame.Length);
                    break;
                }

                transcript.Append(frame.Status).Append('<').Append(Octets.Text(unread[..frame.Length])).Append('>');
                consumed += frame.Length;
                if (frame.Status is not (ImapFrameStatus.Complete or ImapFrameStatus.NeedContinuation or ImapFrameStatus.LiteralTooBig))
                {
                    return transcript.ToString();
                }
            }
        }

        return transcript.ToString();
    }

    private delegate ImapFrame Scanner(ReadOnlySpan<byte> unread);
}
