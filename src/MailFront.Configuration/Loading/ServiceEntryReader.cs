using System.Globalization;
using MailFront.Configuration.CyrusConf;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>Keys of a SERVICES entry besides cmd, listen and proto.</summary>
internal static class ServiceEntryReader
{
    private const int TypoDistance = 2;

    // Numbers of processes: MailFront has one.
    private static readonly string[] _processKeys = ["prefork", "maxforkrate", "maxfds", "babysit"];
    private static readonly string[] _allKeys = ["cmd", "listen", "proto", "maxchild", .. _processKeys];

    /// <summary><c>maxchild</c>: most connections at once, 0 for no cap; <c>IsNever</c> for a cap of none at all.</summary>
    public static (int Connections, bool IsNever) ReadMaxChild(CyrusConfEntry entry, DiagnosticBag diagnostics)
    {
        if (entry.Find("maxchild") is not { } text)
        {
            return default;
        }

        if (!TryParse(text, out var cap))
        {
            diagnostics.Warning(entry.Place, entry.Name, $"service '{entry.Name}': maxchild={text} is no number", "no cap, as for Cyrus");
            return default;
        }

        if (cap == 0)
        {
            diagnostics.Warning(entry.Place, entry.Name, $"service '{entry.Name}': maxchild=0 lets nobody in", "not listened on");
        }

        return (Math.Max(cap, 0), cap == 0);
    }

    /// <summary>Tells what has no effect: process numbers, unknown keys, flags.</summary>
    public static void TellOtherKeys(CyrusConfEntry entry, ServiceCommand command, DiagnosticBag diagnostics)
    {
        var present = _processKeys.Where(key => entry.Find(key) is not null).ToList();
        if (present.Count > 0)
        {
            var keys = string.Join(", ", present);
            diagnostics.Note(entry.Place, entry.Name, $"service '{entry.Name}': {keys}", "no effect: one process serves all connections");
        }

        foreach (var key in entry.Pairs.Select(pair => pair.Key).Where(key => !_allKeys.Contains(key)))
        {
            var near = Array.Find(_allKeys, known => EditDistance.Between(key.ToLowerInvariant(), known, TypoDistance) <= TypoDistance);
            diagnostics.Warning(
                entry.Place,
                key,
                near is null ? $"unknown key '{key}'" : $"unknown key '{key}'; did you mean '{near}'?",
                "ignored, as by Cyrus");
        }

        foreach (var flag in command.Ignored)
        {
            diagnostics.Note(entry.Place, entry.Name, $"service '{entry.Name}': {flag}", WhyIgnored(flag));
        }

        foreach (var word in command.Unknown)
        {
            diagnostics.Warning(entry.Place, entry.Name, $"service '{entry.Name}': '{word}' is no argument of {command.Program}", "ignored");
        }
    }

    private static string WhyIgnored(string flag) => flag[1] switch
    {
        'N' => "passwords are always checked",
        'p' => "a security layer in front is not believed: use -H behind a balancer",
        'q' => "quotas are the backends' work",
        'k' => "kpop is not served",
        _ => "no effect: one process serves all connections",
    };

    // masterconf.c: digits, or '-' and digits, then atoi, which stops at the first other letter.
    private static bool TryParse(string text, out int number)
    {
        var length = text.StartsWith('-') ? 1 : 0;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
        {
            length++;
        }

        return int.TryParse(text.AsSpan(0, length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }
}
