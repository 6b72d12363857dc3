using System.Text;
using MailFront.Directory;
using MailFront.Directory.Transfer;

namespace MailFront.UnitTests.Directory.Transfer;

public sealed class DumpTests
{
    [Theory]
    [InlineData("user.jo\tbe1.lab!default\tjo\tlrswipcda\tanyone\tp\t", "1.x")]
    [InlineData("user.jo\t1 be1.lab!default\tjo\tlrswipcda\tanyone\tp\t", "2.1 to 2.4")]
    [InlineData("user.jo\t1 be1.lab!default jo\tlrswipcda\tanyone\tp\t", "2.5")]
    [InlineData("user.jo\t1 be1.lab!default jo\tlrswipcda\tanyone\tp\t>k2xgt1ay5ctvnn8b 1581111111 1581111110 3 1 ", "3.0 to 3.4")]
    [InlineData("user.jo\t1 be1.lab!default jo\tlrswipcda\tanyone\tp\t> 1581111111 1581111110 3 1 \\Sent", "without a unique id")]
    public void A_line_of_each_cyrus_is_read(string line, string version)
    {
        var record = Assert.Single(Read(line + "\n"));

        Assert.Equal((RecordKind.Entry, string.Empty), (record.Kind, record.Problem));
        Assert.Equal(("user.jo", new Location("be1.lab", "default"), "jo\tlrswipcda\tanyone\tp\t"), (record.Name, record.Location, record.Acl));
        Assert.NotEmpty(version);
    }

    [Fact]
    public void The_dump_of_a_backend_needs_its_name()
    {
        const string Line = "user.jo\t0 default\tjo\tlrs\t\n";

        Assert.Contains("names a partition but no server", Assert.Single(Read(Line)).Problem, StringComparison.Ordinal);
        Assert.Equal(new Location("be1", "default"), Assert.Single(Read(Line, "be1")).Location);
        Assert.Equal(new Location("be2", "p"), Assert.Single(Read("user.jo\t1 be2!p\tjo\tlrs\t\n", "be1")).Location);
    }

    [Fact]
    public void A_partition_may_begin_with_a_digit()
    {
        Assert.Equal(new Location("be1", "2part"), Assert.Single(Read("user.jo\t2part\tjo\tlrs\t\n", "be1")).Location);
        Assert.Equal(new Location("be1", "2"), Assert.Single(Read("user.jo\t0 2\tjo\tlrs\t\n", "be1")).Location);
    }

    [Fact]
    public void Types_say_reserved_and_deleted()
    {
        var records = Read("user.a\t3 be1!p\t\nuser.b\t16 be1!p\t\nuser.c\t17 be1!p\t\nuser.d\t9 be2!p\t\n");

        Assert.Equal([RecordKind.Entry, RecordKind.Skipped, RecordKind.Skipped, RecordKind.Entry], records.Select(static record => record.Kind));
        Assert.Equal(EntryStatus.Reserved, records[0].Status);
        Assert.Equal(EntryStatus.Active, records[3].Status);
    }

    [Fact]
    public void Missing_strings_of_printf_are_nothing()
    {
        var records = Read("user.a\t1 be1!(null) (null)>(null) 0 0 0 0 \nuser.b\t0 (null) (null)> 1 2 3 4 \n", "be1");

        Assert.Equal((RecordKind.Entry, new Location("be1", ""), ""), (records[0].Kind, records[0].Location, records[0].Acl));
        Assert.Equal(RecordKind.Skipped, records[1].Kind);
    }

    [Fact]
    public void After_a_rename_the_partition_is_empty()
    {
        Assert.Equal(new Location("be1", ""), Assert.Single(Read("user.jo\t1 be1!\tjo\tlrs\t\n")).Location);
    }

    [Theory]
    [InlineData("user.jo")]
    [InlineData("user.jo\t1 be1!p")]
    [InlineData("user.jo\t1  be1!p\tjo\tlrs\t")]
    [InlineData("user.jo\t1 a!b!c\tjo\tlrs\t")]
    [InlineData("user.jo\t1 be1!p\tjo lrs anyone")]
    [InlineData("\t1 be1!p\tjo\tlrs\t")]
    [InlineData("user..jo\t1 be1!p\tjo\tlrs\t")]
    public void Bad_lines_are_reported_by_number(string line)
    {
        var records = Read($"user.a\t1 be1!p\t\r\n{line}\r\nuser.b\t1 be1!p\t\r\n");

        Assert.Equal([RecordKind.Entry, RecordKind.Bad, RecordKind.Entry], records.Select(static record => record.Kind));
        Assert.Equal(2, records[1].Line);
    }

    // The layout of 3.6.1: puts("{"), then members without their braces joined by ",\n", then puts("\n}").
    [Fact]
    public void The_json_of_a_frontend_is_read()
    {
        const string Dump = """
            {
            "board": {"name": "board", "mtime": "1700000000", "uidvalidity": "1700000000", "createdmodseq": "1", "foldermodseq": "1", "mbtype": "r", "partition": "default", "server": "be1.lab", "acl": {"anyone": "lrs", "cyrus": "lrswipkxtecda"}, "uniqueid": "a", "name_history": []},
            "user.gone": {"name": "user.gone", "mbtype": "d", "partition": "default", "acl": {}, "name_history": [{"name": "user.old", "partition": "p"}]},
            "user.mid": {"name": "user.mid", "mbtype": "i", "acl": {}, "name_history": []},
            "user.new": {"name": "user.new", "mbtype": "rz", "partition": "", "server": "be2.lab", "acl": {}, "name_history": []}
            }

            """;

        var records = Read(Dump);

        Assert.Equal(
            [(RecordKind.Entry, 2L), (RecordKind.Skipped, 3), (RecordKind.Skipped, 4), (RecordKind.Entry, 5)],
            records.Select(static record => (record.Kind, record.Line)));
        Assert.Equal(("board", new Location("be1.lab", "default"), "anyone\tlrs\tcyrus\tlrswipkxtecda\t"), (records[0].Name, records[0].Location, records[0].Acl));
        Assert.Equal(("user.new", new Location("be2.lab", ""), EntryStatus.Reserved), (records[3].Name, records[3].Location, records[3].Status));
    }

    [Fact]
    public void What_cyrus_3_6_1_printed_is_read()
    {
        const string Dump = """
            {
            "user.jo": {"name": "user.jo", "mtime": "1795509660", "uidvalidity": "1700000001", "createdmodseq": "1", "foldermodseq": "3", "mbtype": "n", "partition": "default", "server": "be1.lab", "acl": {"jo": "lrswipkxtecda", "anyone": "p"}, "uniqueid": "abc123", "name_history": []},
            "user.zo": {"name": "user.zo", "mtime": "1795509660", "uidvalidity": "1700000001", "createdmodseq": "1", "foldermodseq": "3", "mbtype": "e", "partition": "default", "acl": {"zo": "lrs"}, "uniqueid": "abc124", "name_history": []}
            }

            """;

        var records = Read(Dump, "be2");

        Assert.Equal([("user.jo", "be1.lab!default"), ("user.zo", "be2!default")], records.Select(static record => (record.Name, record.Location.ToString())));
        Assert.Equal(["jo\tlrswipkxtecda\tanyone\tp\t", "zo\tlrs\t"], records.Select(static record => record.Acl));
    }

    [Fact]
    public void The_json_of_a_backend_needs_its_name()
    {
        const string Dump = "{\n\"user.jo\": {\"mbtype\": \"\", \"partition\": \"default\", \"acl\": {\"jo\": \"lrs\"}}\n}\n";

        Assert.Equal(RecordKind.Bad, Assert.Single(Read(Dump)).Kind);
        Assert.Equal(new Location("be1", "default"), Assert.Single(Read(Dump, "be1")).Location);
    }

    [Fact]
    public void Json_in_another_layout_is_read_too()
    {
        var records = Read("{\n  \"user.a\": {\n    \"server\": \"be1\",\n    \"partition\": \"p\",\n    \"acl\": \"a\\tlrs\\t\"\n  },\n  \"user.b\": 7\n}");

        Assert.Equal([(RecordKind.Entry, 2L), (RecordKind.Bad, 7)], records.Select(static record => (record.Kind, record.Line)));
        Assert.Equal("a\tlrs\t", records[0].Acl);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\n\"user.a\": {\"server\": \"be1\", \"partition\": \"p\"}")]
    [InlineData("{\n\"user.a\": {\"server\": \"be1\", \"partition\": \"p\"},\n\"user.b\": {\"ser")]
    [InlineData("{\n\"user.a\": {\"server\": \"be1\"} x")]
    [InlineData("{\n]")]
    public void A_cut_off_dump_is_broken(string dump) => Assert.Equal(RecordKind.Broken, Read(dump)[^1].Kind);

    [Fact]
    public void An_empty_json_dump_has_no_records() => Assert.Empty(Read("{\n\n}\n"));

    [Fact]
    public void An_object_over_the_limit_ends_the_reading()
    {
        var records = Read($"{{\n\"user.a\": {{\"server\": \"be1\", \"x\": \"{new string('x', 2 << 20)}\"}}\n}}\n");

        Assert.Equal(RecordKind.Broken, Assert.Single(records).Kind);
    }

    [Fact]
    public void Many_members_pass_through_a_small_window()
    {
        var dump = new StringBuilder("{\n");
        for (var i = 0; i < 5_000; i++)
        {
            dump.Append(i == 0 ? "" : ",\n").Append($"\"user.u{i}\": {{\"server\": \"be1\", \"partition\": \"p\", \"acl\": {{\"u{i}\": \"lrs\"}}}}");
        }

        var records = Read(dump.Append("\n}\n").ToString());

        Assert.Equal(5_000, records.Count);
        Assert.Equal(("user.u4999", 5_001L), (records[^1].Name, records[^1].Line));
    }

    private static List<TransferRecord> Read(string text, string? backend = null) =>
        [.. TransferReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), TransferFormat.Dump, new TransferSettings(new InternalNameOptions(), backend))];
}
