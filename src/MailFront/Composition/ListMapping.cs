using System.Text;
using MailFront.Authentication.Names;
using MailFront.Configuration.Lists;
using MailFront.Configuration.Settings;
using MailFront.Configuration.Values;
using MailFront.Defence.Lists;

namespace MailFront.Composition;

/// <summary>Turns lists in files and words of operators into what the defence looks up.</summary>
internal static class ListMapping
{
    /// <summary>The snapshot that <paramref name="settings"/> and the two files make. Names that no login can have are left out.</summary>
    public static ListSnapshot Snapshot(ListSettings settings, ListFile? allowFile, ListFile? denyFile, UserNamePolicy names) => new(
        List(settings.Trusted),
        List([.. settings.Allow, .. allowFile?.Networks ?? []]),
        List([.. settings.Deny, .. denyFile?.Networks ?? []]),
        Users(allowFile, names),
        Users(denyFile, names));

    /// <summary>What <paramref name="text"/> means as the target of a ban; null when it is neither an address, a network nor <c>user:</c> and a user name.</summary>
    public static BanTarget? Target(string text, UserNamePolicy names)
    {
        if (text.StartsWith(BanTarget.UserMark, StringComparison.OrdinalIgnoreCase))
        {
            var name = names.Canonicalise(Encoding.UTF8.GetBytes(text[BanTarget.UserMark.Length..]));
            return name.IsAccepted ? BanTarget.OfUser(name.Name) : null;
        }

        return NetworkValue.TryParse(text, out var network, out _) ? BanTarget.Of(NetworkPrefix.Of(network)) : null;
    }

    private static NetworkList List(IReadOnlyList<ListEntry> entries) =>
        new([.. entries.Select(entry => new ListedNetwork(NetworkPrefix.Of(entry.Network), entry.Place))]);

    private static Dictionary<string, string> Users(ListFile? file, UserNamePolicy names)
    {
        var users = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var user in file?.Users ?? [])
        {
            var name = names.Canonicalise(Encoding.UTF8.GetBytes(user.Name));
            if (name.IsAccepted)
            {
                users.TryAdd(name.Name, user.Place);
            }
        }

        return users;
    }
}
