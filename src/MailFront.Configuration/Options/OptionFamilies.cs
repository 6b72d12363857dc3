using MailFront.Configuration.Values;

namespace MailFront.Configuration.Options;

/// <summary>Names with a part of the operator's choice, overrides, and the search for what a misspelt name meant.</summary>
internal static class OptionFamilies
{
    private const string SaslPrefix = "sasl_";
    private const string SyncMark = "_sync_";

    // "tiemout" is two swaps away from nothing else; three changes in a long name are still a typo.
    private const int ShortNameDistance = 1;
    private const int NameDistance = 2;
    private const int ShortNameLength = 6;

    private static readonly string[] _storagePrefixes = ["partition-", "metapartition-", "archivepartition-", "backuppartition-", "searchpartition-"];

    private static readonly (string Suffix, bool IsHonoured)[] _backendSuffixes =
        [("_password", true), ("_client_cert", true), ("_client_key", true), ("_mechs", false)];

    /// <summary>What became of a name of a family that a front door has no use for; null for a name of none.</summary>
    public static string? Explain(string name)
    {
        if (_storagePrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
            || name.Contains("searchpartition-", StringComparison.Ordinal))
        {
            return OptionCatalogue.Explain("storage");
        }

        if (name.StartsWith("xlist-", StringComparison.Ordinal) || name == "autocreate_acl")
        {
            return "mailboxes are created on the backends";
        }

        if (name.StartsWith(SaslPrefix, StringComparison.Ordinal))
        {
            return NearestName(name) is null ? OptionCatalogue.Explain("sasl") : null;
        }

        var sync = name.IndexOf(SyncMark, StringComparison.Ordinal);
        return sync > 0 && OptionCatalogue.Find(name[(sync + 1)..]) is not null ? OptionCatalogue.Explain("replication") : null;
    }

    /// <summary>The backend in <c>&lt;shorthost&gt;_password</c> and its like; null for another name.</summary>
    public static string? BackendOf(string name, out bool isHonoured)
    {
        foreach (var (suffix, honoured) in _backendSuffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                isHonoured = honoured;
                return name[..^suffix.Length];
            }
        }

        isHonoured = false;
        return null;
    }

    /// <summary>Whether a known option may differ from service to service; null for an unknown one.</summary>
    public static bool? IsPerService(string name)
    {
        if (MailFrontOptions.Find(name) is { } own)
        {
            return own.IsPerService;
        }

        return OptionCatalogue.Find(name) switch
        {
            null => name.StartsWith(SaslPrefix, StringComparison.Ordinal) ? true : null,
            { Role: OptionRole.Process } => false,
            _ => true,
        };
    }

    /// <summary>The known name that a misspelt one probably meant; null when none is near.</summary>
    public static string? NearestName(string name)
    {
        var limit = name.Length <= ShortNameLength ? ShortNameDistance : NameDistance;
        var best = (Name: (string?)null, Distance: limit + 1);
        foreach (var known in OptionCatalogue.Names)
        {
            var distance = EditDistance.Between(name, known, limit);
            if (distance < best.Distance || (distance == best.Distance && best.Name is not null && string.CompareOrdinal(known, best.Name) < 0))
            {
                best = (known, distance);
            }
        }

        return best.Name;
    }
}
