using MailFront.Defence.Fleet;

namespace MailFront.UnitTests.Defence.Fleet;

public sealed class FleetBatchTests
{
    private static readonly FleetMessage[] _messages =
    [
        new(FleetMessageKind.Observations, new byte[] { 1, 2, 3 }),
        new(FleetMessageKind.Forget, "anna"u8.ToArray()),
        new(FleetMessageKind.Ban, ReadOnlyMemory<byte>.Empty),
    ];

    [Fact]
    public void What_was_written_is_read()
    {
        var read = new List<FleetMessage>();

        Assert.True(FleetBatch.TryRead(FleetBatch.Write(_messages, out var written), read));
        Assert.Equal(3, written);
        Assert.Equal(_messages.Select(Text), read.Select(Text));
    }

    [Fact]
    public void A_batch_cut_anywhere_but_between_messages_is_none_and_leaves_nothing()
    {
        var batch = FleetBatch.Write(_messages, out _);
        int[] between = [0, 6, 13];
        for (var length = 0; length < batch.Length; length++)
        {
            var read = new List<FleetMessage> { _messages[0] };
            var isRead = FleetBatch.TryRead(batch.AsMemory(0, length), read);

            Assert.Equal(between.Contains(length), isRead);
            Assert.True(isRead || read.Count == 1);
        }
    }

    [Fact]
    public void Only_what_fits_is_written_from_the_first_on()
    {
        var big = Enumerable.Range(0, 6).Select(i => new FleetMessage(FleetMessageKind.Observations, new byte[FleetMessage.MaxBytes])).ToList();

        var batch = FleetBatch.Write(big, out var written);

        Assert.InRange(batch.Length, 1, FleetBatch.MaxBytes);
        Assert.Equal(4, written);
    }

    private static (FleetMessageKind Kind, string Body) Text(FleetMessage message) => (message.Kind, Convert.ToHexString(message.Body.Span));
}
