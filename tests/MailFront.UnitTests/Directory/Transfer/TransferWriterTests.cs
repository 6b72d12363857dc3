using System.Text;
using MailFront.Directory;
using MailFront.Directory.Transfer;

namespace MailFront.UnitTests.Directory.Transfer;

public sealed class TransferWriterTests
{
    private static MailboxEntry[] Entries =>
    [
        new("example.org!user.jo^smith", new Location("be1.lab", "default"), "jo.smith@example.org\tlrs\t", EntryStatus.Active),
        new("user.new", new Location("be2.lab", "p"), string.Empty, EntryStatus.Reserved),
        new("user.ü \"a\", b", new Location("be2.lab", string.Empty), "anyone\tp\tgroup:x\t\t", EntryStatus.Active),
        new("user.zoe.Sent", new Location("be1.lab", "default"), "zoe\tlrs\t", EntryStatus.Active),
    ];

    [Theory]
    [InlineData(TransferFormat.Dump)]
    [InlineData(TransferFormat.Csv)]
    [InlineData(TransferFormat.Jsonl)]
    public void What_is_written_is_read_again(TransferFormat format)
    {
        using var stream = new MemoryStream();

        var written = TransferWriter.Write(Entries, stream, format, default);
        stream.Position = 0;
        var records = TransferReader.Read(stream, format, new TransferSettings(new InternalNameOptions(), null));

        Assert.Equal(Entries.Length, written);
        Assert.Equal(Entries, records.Select(static record => new MailboxEntry(record.Name, record.Location, record.Acl ?? "none", record.Status)));
    }

    [Fact]
    public void A_dump_is_as_cyrus_2_writes_it()
    {
        var lines = Text(TransferFormat.Dump).Split('\n');

        Assert.Equal("example.org!user.jo^smith\t1 be1.lab!default\tjo.smith@example.org\tlrs\t", lines[0]);
        Assert.Equal("user.new\t3 be2.lab!p\t", lines[1]);
        Assert.Equal("user.ü \"a\", b\t1 be2.lab!\tanyone\tp\tgroup:x\t\t", lines[2]);
    }

    [Fact]
    public void A_user_list_has_active_inboxes_only() => Assert.Equal("jo.smith@example.org be1.lab\n", Text(TransferFormat.Users));

    [Fact]
    public void Csv_quotes_what_must_be() =>
        Assert.Contains("\n\"user.ü \"\"a\"\", b\",be2.lab,anyone\tp\tgroup:x\t\t,active\n", Text(TransferFormat.Csv), StringComparison.Ordinal);

    [Fact]
    public void Json_lines_are_plain_utf8() =>
        Assert.Contains("{\"mailbox\":\"user.ü \\\"a\\\", b\",\"location\":\"be2.lab\",", Text(TransferFormat.Jsonl), StringComparison.Ordinal);

    private static string Text(TransferFormat format)
    {
        using var stream = new MemoryStream();
        TransferWriter.Write(Entries, stream, format, default);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
