using MailFront.Defence;

namespace MailFront.Admin.Sessions;

/// <summary>Answer of <c>GET /top</c>: who has most connections and failures.</summary>
/// <param name="Open">Connections open.</param>
/// <param name="Sources">By network of the client: /24 of IPv4, /56 of IPv6.</param>
/// <param name="Users">By user; connections that have named none are left out.</param>
/// <param name="States">By phase; all of them.</param>
internal sealed record TopView(int Open, IReadOnlyList<TopLine> Sources, IReadOnlyList<TopLine> Users, IReadOnlyList<TopLine> States)
{
    /// <summary>The <paramref name="most"/> first ones of each kind.</summary>
    public static TopView Of(IReadOnlyList<ConnectionRow> rows, int most) => new(
        rows.Count,
        Count(rows, row => SourceNetwork.Of(row.Source), most),
        Count(rows, row => row.User, most),
        Count(rows, row => row.State.ToString().ToLowerInvariant(), int.MaxValue));

    private static List<TopLine> Count(IReadOnlyList<ConnectionRow> rows, Func<ConnectionRow, string?> nameOf, int most)
    {
        var lines = new Dictionary<string, TopLine>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (nameOf(row) is { } name)
            {
                var line = lines.GetValueOrDefault(name) ?? new TopLine(name, 0, 0, 0);
                lines[name] = new TopLine(name, line.Connections + 1, line.PreLogin + (row.IsPreLogin ? 1 : 0), line.Failures + row.Failures);
            }
        }

        return [.. lines.Values.OrderByDescending(line => line.Connections).ThenByDescending(line => line.Failures).ThenBy(line => line.Name, StringComparer.Ordinal).Take(most)];
    }
}
