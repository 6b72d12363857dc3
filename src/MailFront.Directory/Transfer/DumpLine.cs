using System.Globalization;

namespace MailFront.Directory.Transfer;

/// <summary>
/// A line of a text dump (cyrus ctl_mboxlist.c, dump_cb and do_undump):
/// 1.x <c>name TAB location TAB acl</c>; 2.x <c>name TAB type SP location TAB acl</c>;
/// 2.5 to 3.4 <c>name TAB type SP location SP acl[&gt;uniqueid mtime uidvalidity modseq modseq [specialuse]]</c>.
/// </summary>
internal static class DumpLine
{
    // Bits of the type up to Cyrus 3.4 (mboxlist.h); later ones dump JSON, with letters.
    private const int Reserve = 1 << 1;
    private const int Deleted = 1 << 4;

    public static TransferRecord Parse(string line, long number, TransferSettings settings)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        if (tab < 0)
        {
            return TransferRecord.Bad(number, "no tab after the name");
        }

        var name = line[..tab];
        var rest = TakeType(line.AsSpan(tab + 1), out var type);
        if ((type & Deleted) != 0)
        {
            return TransferRecord.Skipped(number);
        }

        var end = rest.IndexOfAny(' ', '\t');
        if (end <= 0)
        {
            return TransferRecord.Bad(number, end == 0 ? "no location" : "no access list after the location");
        }

        var acl = CutTail(rest[(end + 1)..]).ToString();
        return DumpEntry.ToRecord(number, name, rest[..end].ToString(), acl, (type & Reserve) != 0, settings);
    }

    private static ReadOnlySpan<char> TakeType(ReadOnlySpan<char> rest, out int type)
    {
        type = 0;
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && rest[digits] == ' ' && int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out type)
            ? rest[(digits + 1)..]
            : rest;
    }

    // The tail is told from a ">" inside an identifier by the number behind the unique id, which may be empty.
    private static ReadOnlySpan<char> CutTail(ReadOnlySpan<char> acl)
    {
        var mark = acl.LastIndexOf('>');
        if (mark < 0)
        {
            return acl;
        }

        var tail = acl[(mark + 1)..];
        var blank = tail.IndexOf(' ');
        return tail.IsEmpty || (blank >= 0 && blank + 1 < tail.Length && char.IsAsciiDigit(tail[blank + 1])) ? acl[..mark] : acl;
    }
}
