using System.Globalization;
using MailFront.Sessions;
using MailFront.TestKit.Time;

namespace MailFront.UnitTests.Sessions;

public sealed class SessionIdsTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void An_id_has_the_form_cyrus_gives_it()
    {
        var ids = new SessionIds("fe1", _time);
        ids.Next();

        var parts = ids.Next().Split('-');

        Assert.Equal(
            ["fe1", Text(_time.GetUtcNow().ToUnixTimeSeconds()), Text(Environment.ProcessId), "2"],
            parts[..4]);
        Assert.True(ulong.TryParse(Assert.Single(parts[4..]), NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public void The_random_part_differs_from_id_to_id()
    {
        var ids = new SessionIds("fe1", _time);

        var randoms = Enumerable.Range(0, 100).Select(_ => ids.Next().Split('-')[4]).Distinct();

        Assert.Equal(100, randoms.Count());
    }

    [Fact]
    public void A_long_name_is_cut_at_128_characters()
    {
        var id = new SessionIds(new string('x', 200), _time).Next();

        Assert.Equal(128, id.IndexOf('-', StringComparison.Ordinal));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
