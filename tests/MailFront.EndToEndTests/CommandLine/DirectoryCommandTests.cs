using System.Text.Json;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.CommandLine;

public sealed class DirectoryCommandTests : IDisposable
{
    private readonly StateFolder _state = new("dir");
    private readonly string _imapdConf;

    public DirectoryCommandTests() =>
        _imapdConf = _state.Write("imapd.conf", $"configdirectory: {_state.Path}\nmailfront_directory: sqlite\n");

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task What_was_set_is_found_listed_and_deleted()
    {
        (await RunAsync("set", "alice", "mail1")).Succeeded();
        (await RunAsync("set", "bob", "mail2.example.org!default")).Succeeded();

        Assert.Contains("mail2.example.org!default", (await RunAsync("find", "bob")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(2, Lines((await RunAsync("list")).Succeeded()).Length);
        Assert.Single(Lines((await RunAsync("list", "--backend", "mail1")).Succeeded()));
        Assert.Contains("2", (await RunAsync("list", "--count")).Succeeded().Output, StringComparison.Ordinal);
        (await RunAsync("delete", "bob")).Succeeded();
        Assert.NotEqual(0, (await RunAsync("find", "bob")).ExitCode);
        Assert.Single(Lines((await RunAsync("list")).Succeeded()));
    }

    [Fact]
    public async Task Setting_again_replaces_the_location()
    {
        (await RunAsync("set", "alice", "mail1")).Succeeded();

        (await RunAsync("set", "alice", "mail2")).Succeeded();

        Assert.Contains("mail2", (await RunAsync("find", "alice")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Single(Lines((await RunAsync("list")).Succeeded()));
    }

    [Fact]
    public async Task A_list_in_json_has_an_object_for_each_entry()
    {
        (await RunAsync("set", "alice", "mail1")).Succeeded();
        (await RunAsync("set", "bob", "mail2")).Succeeded();

        var lines = Lines((await RunAsync("list", "--json")).Succeeded());

        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public async Task A_dump_of_ctl_mboxlist_comes_back_as_it_was_imported()
    {
        // Cyrus 2.x and 3.0 write one record to a line: name, type, location, ACL (imap/ctl_mboxlist.c).
        var dump = _state.Write(
            "dump",
            "user.alice\t0 be1.lab!default alice\tlrswipkxtecda\t\n"
            + "user.alice.Sent\t0 be1.lab!default alice\tlrswipkxtecda\t\n"
            + "shared.team\t0 be2.lab!default anyone\tlrs\t\n");
        (await RunAsync("import", "--format", "dump", dump)).Succeeded();
        var exported = _state.File("exported");

        (await RunAsync("export", "--format", "dump", exported)).Succeeded();

        Assert.Equal(
            (await File.ReadAllLinesAsync(dump)).Select(Name).Order(StringComparer.Ordinal),
            (await File.ReadAllLinesAsync(exported)).Select(Name).Order(StringComparer.Ordinal));
        Assert.Contains("be2.lab!default", (await RunAsync("find", "shared.team")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_users_is_imported()
    {
        var users = _state.Write("users", "alice mail1\nbob mail2\n\n# a comment\ncarol mail1\n");

        (await RunAsync("import", "--format", "users", users)).Succeeded();

        Assert.Equal(2, Lines((await RunAsync("list", "--backend", "mail1")).Succeeded()).Length);
    }

    [Fact]
    public async Task A_strict_import_with_a_garbled_line_says_which_and_changes_nothing()
    {
        (await RunAsync("set", "alice", "mail1")).Succeeded();
        var users = _state.Write("users", "bob mail2\nnonsense\n");

        var result = await RunAsync("import", "--strict", "--format", "users", users);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("2", result.Output + result.Errors, StringComparison.Ordinal);
        Assert.Single(Lines((await RunAsync("list")).Succeeded()));
    }

    private static string Name(string line) => line.Split('\t')[0];

    private static string[] Lines(ProgramResult result) => result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        MailFrontCommand.RunAsync(["directory", .. arguments, "-C", _imapdConf]);
}
