using System.Text;
using MailFront.Directory;
using MailFront.Directory.Commands;
using MailFront.Directory.Sqlite;
using MailFront.Directory.Transfer;

namespace MailFront.UnitTests.Directory.Commands;

public sealed class DirectoryCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DirectoryCommands _commands;

    public DirectoryCommandsTests() => _commands = new DirectoryCommands(_folder.Database, new InternalNameOptions());

    [Fact]
    public void Init_makes_the_file_once()
    {
        Assert.True(_commands.Init().Value);
        Assert.Equal((CommandResult.Done, false), (_commands.Init().Result, _commands.Init().Value));
    }

    [Fact]
    public void A_user_and_its_inbox_are_the_same_entry()
    {
        var first = _commands.Set("jo", NameKind.Guess, "be1", null);
        var second = _commands.Set("user.jo", NameKind.Guess, "be1!default", "jo lrs");

        Assert.Null(first.Value?.Before);
        Assert.Equal(first.Value?.After, second.Value?.Before);
        Assert.Equal("user.jo is at be1!default", second.Message);
        Assert.Equal("jo\tlrs\t", _commands.Find("JO", NameKind.Guess).Value.Acl);
        Assert.Equal(1, _commands.Count(default).Value);
    }

    [Theory]
    [InlineData("", "be1", null)]
    [InlineData("jo", "be1!a!b", null)]
    [InlineData("jo", "be1", "jo")]
    public void Bad_arguments_are_refused_and_no_file_is_made(string name, string location, string? acl)
    {
        Assert.Equal(CommandResult.Refused, _commands.Set(name, NameKind.Guess, location, acl).Result);
        Assert.False(File.Exists(_folder.Database));
    }

    [Fact]
    public void Find_falls_back_to_a_shared_mailbox()
    {
        _commands.Set("board.chk", NameKind.Mailbox, "be1", null);

        Assert.Equal("board.chk", _commands.Find("board.chk", NameKind.Guess).Value.Name);
        Assert.Equal(CommandResult.NotFound, _commands.Find("board.chk", NameKind.User).Result);
        Assert.Equal(CommandResult.NotFound, _commands.Find("nobody", NameKind.Guess).Result);
    }

    [Fact]
    public void Delete_removes_one_entry()
    {
        _commands.Set("jo", NameKind.Guess, "be1", null);
        _commands.Set("user.jo.Sent", NameKind.Guess, "be1", null);

        Assert.Equal("user.jo", _commands.Delete("jo", NameKind.Guess).Value?.Before?.Name);
        Assert.Equal(CommandResult.NotFound, _commands.Delete("jo", NameKind.Guess).Result);
        Assert.Equal(["user.jo.Sent"], Names());
    }

    [Fact]
    public void A_listing_ends_when_the_caller_has_enough()
    {
        _commands.Set("a", NameKind.Guess, "be1", null);
        _commands.Set("b", NameKind.Guess, "be1", null);

        Assert.Equal(1, _commands.List(default, static _ => false).Value);
        Assert.Equal(1, _commands.List(new ListFilter { Prefix = "user.b" }, static _ => true).Value);
    }

    [Fact]
    public void Without_a_file_reading_commands_fail_in_words()
    {
        Assert.Contains("directory init", _commands.Find("jo", NameKind.Guess).Message, StringComparison.Ordinal);
        Assert.Equal(CommandResult.Failed, _commands.Count(default).Result);
        Assert.Equal(CommandResult.Failed, _commands.Delete("jo", NameKind.Guess).Result);
        Assert.Equal(CommandResult.Failed, _commands.Export("-", Stream.Null, TransferFormat.Csv, default).Result);
    }

    [Fact]
    public void An_import_counts_and_reports_bad_lines()
    {
        var told = new List<BadLine>();
        _commands.Set("jo", NameKind.Guess, "be1", null);
        var file = _folder.FileWith("users", "jo be1\nanna be2\nbad\n");

        var outcome = _commands.Import(file, Stream.Null, new ImportOptions { Format = TransferFormat.Users, OnBadLine = told.Add }, default);

        Assert.Equal(CommandResult.DoneWithComplaints, outcome.Result);
        Assert.Equal((1L, 1L, 0L, 1L, true), Counts(outcome.Value));
        Assert.Equal(3, Assert.Single(told).Line);
        Assert.Equal(told, outcome.Value?.FirstBadLines);
        Assert.Equal(["user.anna", "user.jo"], Names());
    }

    [Fact]
    public void A_dry_run_says_the_same_and_changes_nothing()
    {
        var file = _folder.FileWith("users", "jo be1\nanna be2\nbad\n");
        var options = new ImportOptions { Format = TransferFormat.Users, IsDryRun = true };

        var without = _commands.Import(file, Stream.Null, options, default);
        Assert.False(File.Exists(_folder.Database));
        _commands.Set("jo", NameKind.Guess, "be1", null);
        var with = _commands.Import(file, Stream.Null, options, default);

        Assert.Equal((2L, 0L, 0L, 1L, false), Counts(without.Value));
        Assert.Equal((1L, 1L, 0L, 1L, false), Counts(with.Value));
        Assert.Equal(["user.jo"], Names());
    }

    [Fact]
    public void A_strict_import_stores_nothing_when_a_line_is_bad()
    {
        var file = _folder.FileWith("users", "jo be1\nbad\n");

        var outcome = _commands.Import(file, Stream.Null, new ImportOptions { Format = TransferFormat.Users, IsStrict = true }, default);

        Assert.Equal(CommandResult.Failed, outcome.Result);
        Assert.Empty(Names());
    }

    [Fact]
    public void A_cut_off_dump_stores_nothing()
    {
        var file = _folder.FileWith("dump", "{\n\"user.jo\": {\"server\": \"be1\", \"partition\": \"p\", \"acl\": {}},\n\"user.an");

        var outcome = _commands.Import(file, Stream.Null, new ImportOptions { Format = TransferFormat.Dump }, default);

        Assert.Equal(CommandResult.Failed, outcome.Result);
        Assert.Empty(Names());
    }

    [Fact]
    public void A_cancelled_import_stores_nothing()
    {
        _commands.Init();
        var file = _folder.FileWith("users", "jo be1\n");

        Assert.Throws<OperationCanceledException>(
            () => _commands.Import(file, Stream.Null, new ImportOptions { Format = TransferFormat.Users }, new CancellationToken(canceled: true)));

        Assert.Empty(Names());
    }

    [Fact]
    public void A_missing_import_file_is_named()
    {
        var outcome = _commands.Import(_folder.File("none"), Stream.Null, new ImportOptions { Format = TransferFormat.Users }, default);

        Assert.Equal(CommandResult.Failed, outcome.Result);
        Assert.Contains("none", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backend_with_a_partition_is_refused()
    {
        var options = new ImportOptions { Format = TransferFormat.Dump, Backend = "be1!default" };

        Assert.Equal(CommandResult.Refused, _commands.Import("-", Stream.Null, options, default).Result);
    }

    [Fact]
    public void Progress_is_told_along_the_way_and_at_the_end()
    {
        var text = string.Concat(Enumerable.Range(0, 25_000).Select(static i => $"u{i} be1\n"));
        var told = new List<long>();
        var options = new ImportOptions { Format = TransferFormat.Users, OnProgress = told.Add };

        _commands.Import("-", new MemoryStream(Encoding.UTF8.GetBytes(text)), options, default);

        Assert.Equal([10_000, 20_000, 25_000], told);
    }

    [Theory]
    [InlineData(TransferFormat.Dump)]
    [InlineData(TransferFormat.Csv)]
    [InlineData(TransferFormat.Jsonl)]
    public void An_export_imported_elsewhere_is_the_same_directory(TransferFormat format)
    {
        _commands.Set("jo.smith", NameKind.Guess, "be1", "jo.smith lrs");
        _commands.Set("board", NameKind.Mailbox, "be2!p", null);
        using var other = new TemporaryFolder();
        var otherCommands = new DirectoryCommands(other.Database, new InternalNameOptions());

        var exported = _commands.Export(_folder.File("out"), Stream.Null, format, default);
        var imported = otherCommands.Import(_folder.File("out"), Stream.Null, new ImportOptions { Format = format }, default);

        Assert.Equal((2L, 2L), (exported.Value, imported.Value?.Changed));
        Assert.Equal(Entries(_commands), Entries(otherCommands));
    }

    [Fact]
    public void An_export_to_standard_output_is_the_same_text()
    {
        _commands.Set("jo", NameKind.Guess, "be1", null);
        using var output = new MemoryStream();

        _commands.Export("-", output, TransferFormat.Users, default);

        Assert.Equal("jo be1\n", Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public void A_failed_export_leaves_the_old_file_and_no_other()
    {
        _commands.Set("jo", NameKind.Guess, "be1", null);
        var file = _folder.FileWith("out", "old");

        Assert.Throws<OperationCanceledException>(() => _commands.Export(file, Stream.Null, TransferFormat.Csv, new CancellationToken(canceled: true)));

        Assert.Equal("old", File.ReadAllText(file));
        Assert.DoesNotContain(_folder.FileNames(), static name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static (long Changed, long Unchanged, long Skipped, long Bad, bool IsStored) Counts(ImportSummary? summary) =>
        summary is null ? default : (summary.Changed, summary.Unchanged, summary.Skipped, summary.Bad, summary.IsStored);

    private static List<MailboxEntry> Entries(DirectoryCommands commands)
    {
        var entries = new List<MailboxEntry>();
        commands.List(default, entry =>
        {
            entries.Add(entry);
            return true;
        });
        return entries;
    }

    private List<string> Names() => [.. Entries(_commands).Select(static entry => entry.Name)];
}
