using System.Globalization;
using System.Text;

namespace MailFront.Defence.Lists;

/// <summary>
/// The bans as a file for <c>nft -f</c>: a table of its own with a set for each family, whose elements the kernel drops at their time, and a chain
/// that drops packets to our ports. Loading it replaces what was loaded before, in one transaction. What is protected is in no set.
/// </summary>
public static class NftBanText
{
    private const string Table = "table inet mailfront";

    /// <summary>The text.</summary>
    /// <param name="bans">Bans in force; those of users are left out.</param>
    /// <param name="current">Says what is protected.</param>
    /// <param name="ports">TCP ports to close for the banned; without any there are only the sets.</param>
    /// <param name="now">The clock of the bans.</param>
    public static string Write(IReadOnlyList<Ban> bans, ListSnapshot current, IReadOnlyCollection<int> ports, TimeSpan now)
    {
        var text = new StringBuilder("# Bans of MailFront, written by the server itself.\n");
        text.Append(Table).Append(" {\n}\ndelete ").Append(Table).Append('\n').Append(Table).Append(" {\n");
        var networks = bans.Where(ban => ban.Target.User is null && ban.Until > now).ToList();
        AppendSet(text, isV4: true, networks, current, now);
        AppendSet(text, isV4: false, networks, current, now);
        if (ports.Count > 0)
        {
            var list = string.Join(", ", ports.Order());
            text.Append("\tchain input {\n\t\ttype filter hook input priority filter - 1; policy accept;\n");
            text.Append(CultureInfo.InvariantCulture, $"\t\ttcp dport {{ {list} }} ip saddr @banned4 counter drop\n");
            text.Append(CultureInfo.InvariantCulture, $"\t\ttcp dport {{ {list} }} ip6 saddr @banned6 counter drop\n\t}}\n");
        }

        return text.Append("}\n").ToString();
    }

    private static void AppendSet(StringBuilder text, bool isV4, List<Ban> bans, ListSnapshot current, TimeSpan now)
    {
        text.Append(CultureInfo.InvariantCulture, $"\tset banned{(isV4 ? 4 : 6)} {{\n\t\ttype {(isV4 ? "ipv4_addr" : "ipv6_addr")}\n\t\tflags interval, timeout\n");
        var isFirst = true;
        foreach (var (range, until) in Disjoint(bans.Where(ban => ban.Target.Network.IsV4 == isV4), current))
        {
            text.Append(isFirst ? "\t\telements = {\n" : ",\n");
            var seconds = (long)Math.Ceiling((until - now).TotalSeconds);
            text.Append(CultureInfo.InvariantCulture, $"\t\t\t{Text(isV4, range)} timeout {seconds}s");
            isFirst = false;
        }

        text.Append(isFirst ? "\t}\n" : "\n\t\t}\n\t}\n");
    }

    // The kernel takes no elements that overlap: of two bans the one that lasts longer has the addresses they share.
    private static IEnumerable<(AddressRange Range, TimeSpan Until)> Disjoint(IEnumerable<Ban> bans, ListSnapshot current)
    {
        var all = bans.ToDictionary(ban => ban.Target.Network, ban => ban.Until);
        var lengths = all.Keys.Select(network => network.Length).Distinct().ToList();
        var kept = all
            .Where(ban => !lengths.Exists(length =>
                length < ban.Key.Length && all.TryGetValue(ban.Key.Cut(length), out var until) && until >= ban.Value))
            .OrderBy(ban => ban.Key.First)
            .ThenBy(ban => ban.Key.Length)
            .ToList();
        for (var i = 0; i < kept.Count; i++)
        {
            var (network, until) = kept[i];
            var inside = kept.Skip(i + 1).TakeWhile(other => network.Contains(other.Key)).Select(other => other.Key).ToList();
            var others = inside.Count == 0 ? current.Protected : new NetworkSet([.. inside, .. current.Trusted.Networks, .. current.Allow.Networks]);
            foreach (var range in others.RestOf(network))
            {
                yield return (range, until);
            }
        }
    }

    private static string Text(bool isV4, AddressRange range)
    {
        var first = NetworkPrefix.ToAddress(isV4, range.First);
        var last = NetworkPrefix.ToAddress(isV4, range.Last);
        return first.Equals(last) ? first.ToString() : $"{first}-{last}";
    }
}
