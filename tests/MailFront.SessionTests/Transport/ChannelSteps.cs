using System.Text;
using MailFront.Transport;

namespace MailFront.SessionTests.Transport;

/// <summary>Steps that the transport tests share. Every wait is bounded, so that a defect fails instead of hanging.</summary>
internal static class ChannelSteps
{
    public const int Limit = 8192;

    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(30);

    public static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(_bound);

    public static Task Soon(this ValueTask task) => task.AsTask().WaitAsync(_bound);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(_bound);

    public static Task Soon(this Task task) => task.WaitAsync(_bound);

    public static async Task SendAsync(this Channel channel, string text) =>
        Assert.True(await channel.WriteAsync(Encoding.Latin1.GetBytes(text)).Soon());

    /// <summary>Reads, and consumes, exactly the bytes of <paramref name="expected"/>.</summary>
    public static async Task ExpectAsync(this Channel channel, string expected)
    {
        while (channel.Unread.Length < expected.Length)
        {
            Assert.Equal(ReadStatus.Data, await channel.ReadMoreAsync(expected.Length).Soon());
        }

        Assert.Equal(expected, Encoding.Latin1.GetString(channel.Unread.Span[..expected.Length]));
        channel.Consume(expected.Length);
    }

    /// <summary>Reads and consumes until the stream ends in any way.</summary>
    public static async Task<(byte[] Bytes, ReadStatus End)> ReadAllAsync(this Channel channel, int limit = Limit)
    {
        using var all = new MemoryStream();
        while (true)
        {
            var status = await channel.ReadMoreAsync(limit).Soon();
            all.Write(channel.Unread.Span);
            channel.Consume(channel.Unread.Length);
            if (status != ReadStatus.Data)
            {
                return (all.ToArray(), status);
            }
        }
    }

    public static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
