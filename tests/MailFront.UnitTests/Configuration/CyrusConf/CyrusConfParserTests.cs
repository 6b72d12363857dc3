using MailFront.Configuration;
using MailFront.Configuration.CyrusConf;

namespace MailFront.UnitTests.Configuration.CyrusConf;

public class CyrusConfParserTests
{
    // A buffer of 4096 octets holds the line, its end, and a closing zero.
    private const int LongestLine = 4096 - 2;

    private readonly DiagnosticBag _bag = new();

    [Fact]
    public void Sections_and_entries_keep_their_lines()
    {
        var sections = Parse("# top\nSTART {\n  recover cmd=\"ctl_cyrusdb -r\"\n}\n\nSERVICES {\n\n  imap cmd=\"imapd\" listen=\"imap\"\n}\n");

        Assert.Equal(["START", "SERVICES"], sections.Select(section => section.Name));
        Assert.Equal([2, 6], sections.Select(section => section.Place.Line));
        Assert.Equal(3, sections[0].Entries[0].Place.Line);
        Assert.Equal(8, sections[1].Entries[0].Place.Line);
        Assert.Empty(_bag.All);
    }

    [Theory]
    [InlineData("services {")]
    [InlineData("  Services{")]
    [InlineData("SERVICES\t{")]
    [InlineData("SERVICES junk {")]
    public void A_section_name_is_taken_in_any_case_with_its_brace_on_the_line(string opening)
    {
        Assert.Equal("SERVICES", Assert.Single(Parse($"{opening}\nimap cmd=x listen=y\n}}\n")).Name);
    }

    [Fact]
    public void A_section_whose_brace_is_on_the_next_line_is_none()
    {
        Assert.Empty(Parse("SERVICES\n{\n imap cmd=x listen=y\n}\n"));
        Assert.Contains(_bag.All, diagnostic => diagnostic is { Severity: DiagnosticSeverity.Warning, Line: 1 });
    }

    [Fact]
    public void A_section_on_one_line_does_nothing()
    {
        Assert.Empty(Parse("SERVICES { imap cmd=\"imapd\" listen=\"imap\" }\n"));
        Assert.Equal(1, Assert.Single(_bag.All, diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning).Line);
    }

    [Fact]
    public void An_entry_behind_the_opening_brace_is_lost_with_a_warning()
    {
        var section = Assert.Single(Parse("SERVICES { imap cmd=a listen=b\n pop3 cmd=c listen=d\n}\n"));

        Assert.Equal("pop3", Assert.Single(section.Entries).Name);
        Assert.Single(_bag.All);
    }

    [Fact]
    public void Unknown_sections_are_skipped_with_a_warning()
    {
        var sections = Parse("SERVICE {\n imap cmd=x listen=y\n}\nSERVICES {\n imap cmd=x listen=y\n}\n");

        Assert.Equal("SERVICES", Assert.Single(sections).Name);
        Assert.Equal(1, Assert.Single(_bag.All).Line);
    }

    [Fact]
    public void A_hash_starts_a_comment_even_inside_quotes_and_a_warning_tells_it()
    {
        Parse("SERVICES {\n imap cmd=\"imapd #1\" listen=\"imap\"\n}\n");

        Assert.Contains(_bag.All, diagnostic => diagnostic is { Severity: DiagnosticSeverity.Warning, Line: 2 });
        Assert.Contains(_bag.All, diagnostic => diagnostic is { Severity: DiagnosticSeverity.Error, Line: 2 });
    }

    [Fact]
    public void A_comment_behind_an_entry_is_dropped_silently()
    {
        var entry = Entry("imap cmd=\"imapd\" listen=imap # all of it");

        Assert.Equal(2, entry.Pairs.Count);
        Assert.Empty(_bag.All);
    }

    [Fact]
    public void Values_are_quoted_or_end_at_a_blank()
    {
        var entry = Entry("imap cmd=\"proxyd -s  -C /etc/x\"\tlisten=[::1]:993 proto=tcp6");

        Assert.Equal("proxyd -s  -C /etc/x", entry.Find("cmd"));
        Assert.Equal("[::1]:993", entry.Find("listen"));
        Assert.Equal("tcp6", entry.Find("proto"));
    }

    [Fact]
    public void Keys_compare_exactly_and_the_first_of_two_counts()
    {
        var entry = Entry("imap CMD=a cmd=b cmd=c");

        Assert.Equal("b", entry.Find("cmd"));
        Assert.Single(_bag.All, diagnostic => diagnostic.Message == "'cmd' is given twice");
    }

    [Theory]
    [InlineData("imap-1 cmd=x", "bad character '-' in name on line 2")]
    [InlineData("imap=1 cmd=x", "bad character '=' in name on line 2")]
    [InlineData("imap cm-d=x", "bad character '-' in argument on line 2")]
    [InlineData("imap cmd =x", "bad character ' ' in argument on line 2")]
    [InlineData("imap cmd", "argument 'cmd' without '=' on line 2")]
    [InlineData("imap cmd=\"x", "missing '\"' after 'cmd=' on line 2")]
    [InlineData("imap =x", "bad character '=' in argument on line 2")]
    public void What_is_fatal_to_Cyrus_is_an_error(string line, string message)
    {
        Parse($"SERVICES {{\n{line}\n}}\n");

        var error = Assert.Single(_bag.All);
        Assert.Equal((DiagnosticSeverity.Error, 2, message), (error.Severity, error.Line, error.Message));
    }

    [Fact]
    public void A_closing_brace_behind_an_entry_ends_the_section()
    {
        var sections = Parse("SERVICES {\n imap cmd=x listen=y }\nEVENTS {\n prune cmd=z\n}\n");

        Assert.Equal(["SERVICES", "EVENTS"], sections.Select(section => section.Name));
        Assert.Equal(2, sections[0].Entries[0].Pairs.Count);
        Assert.Empty(_bag.All);
    }

    [Fact]
    public void A_section_without_end_is_read_to_the_end_of_the_file()
    {
        var section = Assert.Single(Parse("\nSERVICES {\n imap cmd=x listen=y"));

        Assert.Single(section.Entries);
        Assert.Equal(2, Assert.Single(_bag.All).Line);
    }

    [Fact]
    public void A_line_that_Cyrus_would_split_is_refused()
    {
        const string Start = " imap cmd=x listen=";
        Parse($"SERVICES {{\n{Start}{new string('y', LongestLine - Start.Length)}\n}}\n");
        Assert.Empty(_bag.All);

        Parse($"SERVICES {{\n{Start}{new string('y', LongestLine - Start.Length + 1)}\n}}\n");
        Assert.Equal((DiagnosticSeverity.Error, 2), (_bag.All[0].Severity, _bag.All[0].Line));
    }

    [Fact]
    public void More_arguments_than_Cyrus_holds_are_an_error()
    {
        var pairs = string.Join(' ', Enumerable.Range(0, CyrusConfSyntax.MaxPairs + 1).Select(number => $"key{number}=1"));

        Parse($"SERVICES {{\nimap {pairs}\n}}\n");

        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(_bag.All).Severity);
    }

    [Fact]
    public void Carriage_returns_count_as_blanks()
    {
        Assert.Equal("imap", Entry("imap cmd=x listen=imap\r").Find("listen"));
        Assert.Empty(_bag.All);
    }

    private IReadOnlyList<CyrusConfSection> Parse(string text) => CyrusConfParser.Parse(text, "cyrus.conf", _bag);

    private CyrusConfEntry Entry(string line) => Assert.Single(Assert.Single(Parse($"SERVICES {{\n{line}\n}}\n")).Entries);
}
