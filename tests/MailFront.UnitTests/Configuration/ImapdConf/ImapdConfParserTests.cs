using MailFront.Configuration;
using MailFront.Configuration.ImapdConf;

namespace MailFront.UnitTests.Configuration.ImapdConf;

public class ImapdConfParserTests
{
    private readonly DiagnosticBag _bag = new();
    private readonly FakeSource _source = new();

    [Fact]
    public void Names_are_lowered_and_values_trimmed_at_both_ends()
    {
        var file = Parse("  ServerName:   mail.example.org \t\r\n");

        Assert.Equal("mail.example.org", file.Find("servername")!.Text);
        Assert.Empty(_bag.All);
    }

    [Fact]
    public void A_hash_is_a_comment_only_at_the_beginning()
    {
        var file = Parse("# a\n  # b\nadmins: cyrus # not a comment\n");

        Assert.Equal("cyrus # not a comment", file.Find("admins")!.Text);
        Assert.Single(file.InOrder);
    }

    [Theory]
    [InlineData("servername : x")]
    [InlineData("servername")]
    [InlineData("server.name: x")]
    [InlineData("servername=x")]
    public void A_name_must_be_followed_by_a_colon_at_once(string line)
    {
        Parse($"\n{line}\n");

        var error = Assert.Single(_bag.All);
        Assert.StartsWith("invalid option name on line 2", error.Message, StringComparison.Ordinal);
        Assert.Equal((DiagnosticSeverity.Error, "imapd.conf", 2), (error.Severity, error.File, error.Line));
    }

    [Fact]
    public void An_empty_value_is_fatal()
    {
        Parse("servername:   \n");

        Assert.Equal("empty option value on line 1", Assert.Single(_bag.All).Message);
    }

    [Fact]
    public void A_backslash_joins_lines_and_inserts_nothing()
    {
        var file = Parse("admins: a\\\n  b\\\nc\ntimeout: 30\n");

        Assert.Equal("a  bc", file.Find("admins")!.Text);
        Assert.Equal((1, 4), (file.Find("admins")!.Place.Line, file.Find("timeout")!.Place.Line));
    }

    [Fact]
    public void A_comment_continues_too()
    {
        var file = Parse("# a comment \\\nadmins: cyrus\ntimeout: 30\n");

        Assert.Equal("timeout", Assert.Single(file.InOrder).Name);
    }

    [Theory]
    [InlineData("admins: a\\\r\nb: c\n")]
    [InlineData("admins: a\\")]
    public void A_backslash_elsewhere_stays_and_is_told(string text)
    {
        Assert.Equal("a\\", Parse(text).Find("admins")!.Text);
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(_bag.All).Severity);
    }

    [Fact]
    public void An_option_given_twice_is_fatal_and_both_places_are_named()
    {
        var file = Parse("timeout: 30\n\nTimeout: 40\n");

        var error = Assert.Single(_bag.All);
        Assert.Equal("option 'timeout' was specified twice in config file (second occurrence on line 3, first at imapd.conf:1)", error.Message);
        Assert.Equal(3, error.Line);
        Assert.Equal("30", file.Find("timeout")!.Text);
    }

    [Fact]
    public void A_generic_and_a_service_option_are_two_options()
    {
        Parse("imap_timeout: 30\ntimeout: 40\n");

        Assert.Empty(_bag.All);
    }

    [Fact]
    public void Includes_are_read_in_place_with_their_own_lines()
    {
        _source.With("/etc/part.conf", "\nadmins: cyrus\n");
        var file = Parse("timeout: 30\n@include: /etc/part.conf\npoptimeout: 10\n");

        Assert.Equal(["timeout", "admins", "poptimeout"], file.InOrder.Select(value => value.Name));
        Assert.Equal(("/etc/part.conf", 2), (file.Find("admins")!.Place.File, file.Find("admins")!.Place.Line));
    }

    [Fact]
    public void The_same_file_twice_is_fatal()
    {
        _source.With("/etc/a.conf", "@include: /etc/b.conf\n").With("/etc/b.conf", "\n@INCLUDE: /etc/a.conf\n");

        Parse("@include: /etc/a.conf\n");

        var error = Assert.Single(_bag.All);
        Assert.Equal(("/etc/b.conf", 2, "configuration file /etc/a.conf included twice"), (error.File, error.Line, error.Message));
    }

    [Fact]
    public void The_same_file_twice_in_a_row_is_fatal_too()
    {
        _source.With("/etc/a.conf", "# nothing\n");

        Parse("@include: /etc/a.conf\n@include: /etc/a.conf\n");

        Assert.Equal((2, "configuration file /etc/a.conf included twice"), (_bag.All[0].Line, _bag.All[0].Message));
    }

    [Fact]
    public void A_missing_include_is_told_where_it_is_asked_for()
    {
        Parse("\n@include: /etc/none.conf\n");

        Assert.Equal((2, "can't open configuration file /etc/none.conf"), (_bag.All[0].Line, _bag.All[0].Message));
    }

    [Theory]
    [InlineData(null, "sub/part.conf")]
    [InlineData("/usr/cyrus/", "/usr/cyrus/sub/part.conf")]
    public void A_relative_include_depends_on_CYRUS_PATH_and_is_warned_of(string? cyrusPath, string read)
    {
        _source.With("imapd.conf", "@include: sub/part.conf\n").With(read, "timeout: 30\n");

        var file = ImapdConfParser.Parse("imapd.conf", _source, cyrusPath, _bag);

        Assert.Equal(read, file.Find("timeout")!.Place.File);
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(_bag.All).Severity);
    }

    [Fact]
    public void Other_directives_are_fatal()
    {
        Parse("@import: /etc/x\n");

        Assert.Equal("invalid directive '@import' on line 1", Assert.Single(_bag.All).Message);
    }

    [Fact]
    public void A_value_never_shows_when_printed()
    {
        Assert.DoesNotContain("secret", Parse("be1_password: secret\n").Find("be1_password")!.ToString(), StringComparison.Ordinal);
    }

    private ImapdConfFile Parse(string text) => ImapdConfParser.Parse("imapd.conf", _source.With("imapd.conf", text), cyrusPath: null, _bag);
}
