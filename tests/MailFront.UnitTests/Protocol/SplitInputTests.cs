using MailFront.TestKit.Splitting;

namespace MailFront.UnitTests.Protocol;

public sealed class SplitInputTests
{
    [Fact]
    public void A_scanner_whose_answer_depends_on_the_split_is_found_out()
    {
        static string CountDeliveries(IEnumerable<ReadOnlyMemory<byte>> arrivals) => arrivals.Count().ToString(System.Globalization.CultureInfo.InvariantCulture);

        Assert.Throws<InvalidOperationException>(() => SplitInput.AssertSameOutcome("ab"u8.ToArray(), CountDeliveries));
        Assert.Throws<InvalidOperationException>(() => SplitInput.AssertSameOutcome("ab"u8.ToArray(), CountDeliveries, new Random(1), 3));
    }

    [Fact]
    public void Each_cut_and_single_bytes_are_tried_and_all_deliveries_end_with_the_whole()
    {
        var deliveries = new List<string>();

        SplitInput.AssertSameOutcome("abc"u8.ToArray(), arrivals =>
        {
            deliveries.Add(string.Join(',', arrivals.Select(arrived => Octets.Text(arrived.Span))));
            return "";
        });

        Assert.Equal(["abc", ",abc", "a,abc", "ab,abc", ",a,ab,abc"], deliveries);
    }
}
