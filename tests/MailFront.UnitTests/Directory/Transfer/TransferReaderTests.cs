using System.Text;
using MailFront.Directory;
using MailFront.Directory.Transfer;

namespace MailFront.UnitTests.Directory.Transfer;

public sealed class TransferReaderTests
{
    private static TransferSettings Settings => new(new InternalNameOptions(), null);

    [Theory]
    [InlineData(TransferFormat.Dump, "user.jo\t1 be1!p\tjo\tlrs\t\r\nbad\nuser.jö\t1 be1!\t\n")]
    [InlineData(TransferFormat.Dump, "\uFEFF{\n\"user.jo\": {\"acl\": {\"jö\": \"lrs\"}, \"partition\": \"p\", \"server\": \"be1\"},\n\"user.x\": 1\n}\n")]
    [InlineData(TransferFormat.Users, "\uFEFF# list\njo be1\r\n\nbad\njörg\tbe2!p")]
    [InlineData(TransferFormat.Csv, "name,location\n\"user.a,b\",be1\nbad\"\n\"user.\"\"q\"\"\",be1")]
    [InlineData(TransferFormat.Jsonl, "{\"name\":\"user.jo\",\"location\":\"be1\"}\n{bad\n{\"user\":\"j\\u00f6\",\"server\":\"be1\"}")]
    public void Cuts_between_reads_change_nothing(TransferFormat format, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var whole = TransferReader.Read(new MemoryStream(bytes), format, Settings).ToList();

        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(whole, TransferReader.Read(new TrickleStream(bytes, cut), format, Settings));
        }

        Assert.Equal(whole, TransferReader.Read(new TrickleStream(bytes, 0, step: 1), format, Settings));
        Assert.Contains(whole, static record => record.Kind == RecordKind.Entry);
        Assert.Contains(whole, static record => record.Kind == RecordKind.Bad);
    }

    [Theory]
    [InlineData(TransferFormat.Dump)]
    [InlineData(TransferFormat.Users)]
    [InlineData(TransferFormat.Csv)]
    [InlineData(TransferFormat.Jsonl)]
    public void An_empty_file_has_no_records(TransferFormat format)
    {
        Assert.Empty(Read(string.Empty, format));
        Assert.Empty(Read("\r\n\n", format));
    }

    [Fact]
    public void A_line_that_is_not_utf8_is_bad_and_the_next_is_read()
    {
        byte[] bytes = [.. "jo be1\n"u8, 0xC3, 0x28, .. " be1\nanna be2\n"u8];

        var records = TransferReader.Read(new MemoryStream(bytes), TransferFormat.Users, Settings).ToList();

        Assert.Equal([RecordKind.Entry, RecordKind.Bad, RecordKind.Entry], records.Select(static record => record.Kind));
        Assert.Equal((2, "not UTF-8"), (records[1].Line, records[1].Problem));
        Assert.Equal(3, records[2].Line);
    }

    [Fact]
    public void A_line_over_the_limit_is_bad_and_the_next_is_read()
    {
        var records = Read($"jo be1\n{new string('x', 3 << 20)}\nanna be2\n", TransferFormat.Users);

        Assert.Equal([RecordKind.Entry, RecordKind.Bad, RecordKind.Entry], records.Select(static record => record.Kind));
        Assert.Equal(2, records[1].Line);
        Assert.Equal("user.anna", records[2].Name);
    }

    [Fact]
    public void A_user_line_names_a_user_and_a_backend()
    {
        var records = Read("jo.smith be1\n  anna\t be2!part \n#x y\none\na b c\njo be1!x!y\n", TransferFormat.Users);

        Assert.Equal(("user.jo^smith", new Location("be1", ""), null), Parts(records[0]));
        Assert.Equal(("user.anna", new Location("be2", "part"), null), Parts(records[1]));
        Assert.Equal([4, 5, 6], records.Skip(2).Select(static record => record.Line));
        Assert.All(records.Skip(2), static record => Assert.Equal(RecordKind.Bad, record.Kind));
    }

    [Fact]
    public void Csv_columns_go_by_their_header()
    {
        var records = Read("status, server,note,user,partition,acl\nreserved,be1,x,Jo,p,\"jo lrs\"\n", TransferFormat.Csv);

        Assert.Equal(("user.jo", new Location("be1", "p"), "jo\tlrs\t"), Parts(Assert.Single(records)));
        Assert.Equal(EntryStatus.Reserved, records[0].Status);
    }

    [Theory]
    [InlineData("mailbox", "board")]
    [InlineData("user", "user.board")]
    [InlineData("name", "user.board")]
    public void The_column_says_whether_it_holds_mailboxes_or_users(string column, string expected)
    {
        Assert.Equal(expected, Assert.Single(Read($"{column},location\nboard,be1\n", TransferFormat.Csv)).Name);
        Assert.Equal(expected, Assert.Single(Read($"{{\"{column}\":\"board\",\"location\":\"be1\"}}", TransferFormat.Jsonl)).Name);
    }

    [Fact]
    public void Csv_without_a_header_is_name_location_acl_status()
    {
        var records = Read("user.jo,be1!p,jo lrs,active\nanna,be2\n", TransferFormat.Csv);

        Assert.Equal(("user.jo", new Location("be1", "p"), "jo\tlrs\t"), Parts(records[0]));
        Assert.Equal(("user.anna", new Location("be2", ""), null), Parts(records[1]));
    }

    [Theory]
    [InlineData("user.jo,be1,jo lrs,gone")]
    [InlineData("user.jo,be1,jo lrs,active,more")]
    [InlineData("user.jo,be1,jo")]
    [InlineData("user.jo")]
    [InlineData(",be1")]
    [InlineData("user.jo,\"be1")]
    [InlineData("user.jo,\"be1\"x")]
    [InlineData("user.j\"o,be1")]
    public void Bad_csv_lines_are_reported(string line)
    {
        var record = Assert.Single(Read(line, TransferFormat.Csv));

        Assert.Equal((RecordKind.Bad, 1L), (record.Kind, record.Line));
        Assert.NotEmpty(record.Problem);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"name\":\"user.jo\"}")]
    [InlineData("{\"name\":1,\"location\":\"be1\"}")]
    [InlineData("{\"name\":\"user.jo\",\"location\":\"be1\",\"acl\":\"x\"}")]
    [InlineData("{\"name\":\"\\ud800\",\"location\":\"be1\"}")]
    public void Bad_json_lines_are_reported(string line)
    {
        var record = Assert.Single(Read(line, TransferFormat.Jsonl));

        Assert.Equal((RecordKind.Bad, 1L), (record.Kind, record.Line));
    }

    [Fact]
    public void Json_lines_may_have_an_object_as_access_list()
    {
        var record = Assert.Single(Read("{\"name\":\"user.jo\",\"location\":\"be1\",\"acl\":{\"jo\":\"lrs\",\"anyone\":\"p\"},\"other\":[1]}", TransferFormat.Jsonl));

        Assert.Equal(("user.jo", new Location("be1", ""), "jo\tlrs\tanyone\tp\t"), Parts(record));
    }

    [Fact]
    public void A_problem_is_safe_for_a_terminal_and_short()
    {
        var record = Assert.Single(Read($"\u001B[2Jx{new string('y', 500)}", TransferFormat.Users));

        Assert.DoesNotContain(record.Problem, char.IsControl);
        Assert.InRange(record.Problem.Length, 1, 200);
    }

    private static List<TransferRecord> Read(string text, TransferFormat format) =>
        [.. TransferReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), format, Settings)];

    private static (string Name, Location Location, string? Acl) Parts(TransferRecord record) => (record.Name, record.Location, record.Acl);
}
