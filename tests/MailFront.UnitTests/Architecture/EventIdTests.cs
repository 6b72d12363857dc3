using System.Globalization;
using System.Text.RegularExpressions;

namespace MailFront.UnitTests.Architecture;

public sealed partial class EventIdTests
{
    // First and last id of each room.
    private static readonly Dictionary<string, (int First, int Last)> _ranges = new()
    {
        ["Transport"] = (1000, 1999),
        ["Sessions"] = (2000, 2099),
        ["Authentication"] = (2100, 2199),
        ["Backends"] = (4000, 4999),
        ["Directory"] = (5000, 5999),
        ["Admin"] = (7000, 7999),
        ["MailFront"] = (9000, 9999),
    };

    // What Defence decides, which is pure and writes nothing, is told by the room that carries it out.
    private static readonly (int First, int Last) _defence = (3000, 3999);

    [Fact]
    public void Each_event_has_an_id_of_its_own()
    {
        var shared = Events().GroupBy(e => e.Id).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(' ', group.Select(e => e.Path))}");

        Findings.AssertNone(shared);
    }

    [Fact]
    public void Each_event_s_id_is_in_its_room_s_range()
    {
        var strays =
            from e in Events()
            let range = _ranges.GetValueOrDefault(e.Room)
            where (e.Id < range.First || e.Id > range.Last) && (e.Id < _defence.First || e.Id > _defence.Last)
            select $"{e.Path}: {e.Id} is neither in {range.First} to {range.Last} nor in {_defence.First} to {_defence.Last}";

        Findings.AssertNone(strays);
    }

    [Fact]
    public void Every_event_was_looked_at()
    {
        var attributes = Repository.Sources("src").Sum(path => Attribute().Count(File.ReadAllText(path)));

        Assert.Equal(attributes, Events().Count());
    }

    private static IEnumerable<(string Room, string Path, int Id)> Events() =>
        from path in Repository.Sources("src")
        let relative = Repository.Relative(path)
        from match in Id().Matches(File.ReadAllText(path))
        select (Repository.Room(relative.Split('/')[1]), relative, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\[LoggerMessage\(")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId\s*=\s*)?(\d+)\b")]
    private static partial Regex Id();
}
