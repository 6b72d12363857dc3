namespace MailFront.Configuration.CyrusConf;

/// <summary>Programs a cyrus.conf may start, and what MailFront does instead.</summary>
internal static class CyrusPrograms
{
    private const string NoUpkeep = "MailFront keeps no Cyrus databases: not run";
    private const string OnBackends = "not run: that is the backends' work";

    private static readonly Dictionary<string, (ProgramKind Kind, string Instead)> _known = new(StringComparer.Ordinal)
    {
        ["imapd"] = (ProgramKind.Imap, string.Empty),
        ["proxyd"] = (ProgramKind.Imap, string.Empty),
        ["pop3d"] = (ProgramKind.Pop3, string.Empty),
        ["pop3proxyd"] = (ProgramKind.Pop3, string.Empty),
        ["mupdate"] = (ProgramKind.Mupdate, "MUPDATE is not served yet: locations come from the mailfront_directory"),
        ["lmtpd"] = (ProgramKind.OtherService, "LMTP is not served: let the mail server deliver to the backends"),
        ["lmtpproxyd"] = (ProgramKind.OtherService, "LMTP is not served: let the mail server deliver to the backends"),
        ["timsieved"] = (ProgramKind.OtherService, "ManageSieve is not served: point clients at the backends"),
        ["httpd"] = (ProgramKind.OtherService, "HTTP (CalDAV, CardDAV, JMAP) is not served"),
        ["nntpd"] = (ProgramKind.OtherService, "NNTP is not served"),
        ["sync_server"] = (ProgramKind.OtherService, "replication is the backends' work"),
        ["notifyd"] = (ProgramKind.OtherService, "notifications are the backends' work"),
        ["backupd"] = (ProgramKind.OtherService, "backups are the backends' work"),
        ["fud"] = (ProgramKind.OtherService, "FUD is not served"),
        ["smmapd"] = (ProgramKind.OtherService, "mailbox look-ups for sendmail are not served"),
        ["idled"] = (ProgramKind.Upkeep, "not run: IDLE is relayed to the backend"),
        ["promstatsd"] = (ProgramKind.Upkeep, "not run: MailFront has its own metrics"),
        ["tls_prune"] = (ProgramKind.Upkeep, "not run: TLS sessions are kept in tickets, there is nothing to prune"),
        ["ctl_cyrusdb"] = (ProgramKind.Upkeep, NoUpkeep),
        ["ctl_mboxlist"] = (ProgramKind.Upkeep, "not run: `mailfront directory` imports and exports locations"),
        ["ctl_deliver"] = (ProgramKind.Upkeep, NoUpkeep),
        ["ctl_zoneinfo"] = (ProgramKind.Upkeep, NoUpkeep),
        ["ctl_conversationsdb"] = (ProgramKind.Upkeep, OnBackends),
        ["ctl_backups"] = (ProgramKind.Upkeep, OnBackends),
        ["cyr_expire"] = (ProgramKind.Upkeep, OnBackends),
        ["cvt_cyrusdb"] = (ProgramKind.Upkeep, NoUpkeep),
        ["cyr_userseen"] = (ProgramKind.Upkeep, OnBackends),
        ["reconstruct"] = (ProgramKind.Upkeep, OnBackends),
        ["squatter"] = (ProgramKind.Upkeep, OnBackends),
        ["ipurge"] = (ProgramKind.Upkeep, OnBackends),
        ["quota"] = (ProgramKind.Upkeep, OnBackends),
        ["sync_client"] = (ProgramKind.Upkeep, OnBackends),
        ["fetchnews"] = (ProgramKind.Upkeep, "NNTP is not served: not run"),
        ["ptloader"] = (ProgramKind.Upkeep, "group look-ups are the backends' work: not run"),
        ["ptexpire"] = (ProgramKind.Upkeep, NoUpkeep),
        ["deliver"] = (ProgramKind.Upkeep, OnBackends),
        ["chk_cyrus"] = (ProgramKind.Upkeep, OnBackends),
        ["arbitron"] = (ProgramKind.Upkeep, OnBackends),
    };

    /// <summary>Finds a program by its path; distributions put <c>cyrus-</c> or <c>cyr_</c> before some names, or take the latter away.</summary>
    public static ProgramKind Find(string path, out string instead)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var found = _known.TryGetValue(name, out var entry)
            || (name.StartsWith("cyrus-", StringComparison.Ordinal) && _known.TryGetValue(name["cyrus-".Length..], out entry))
            || (name.StartsWith("cyr_", StringComparison.Ordinal) && _known.TryGetValue(name["cyr_".Length..], out entry))
            || _known.TryGetValue("cyr_" + name, out entry);
        instead = found ? entry.Instead : "not run: MailFront starts no programs";
        return found ? entry.Kind : ProgramKind.Unknown;
    }
}
