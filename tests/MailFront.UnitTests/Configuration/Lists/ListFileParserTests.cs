using System.Net;
using MailFront.Configuration;
using MailFront.Configuration.Lists;

namespace MailFront.UnitTests.Configuration.Lists;

public sealed class ListFileParserTests
{
    [Fact]
    public void Networks_users_and_comments_stand_on_lines_of_their_own()
    {
        var reading = Parse("# ours\n\n192.0.2.0/24 # office\r\n  2001:db8::1\nuser:jo@example.org\nUser: al\n");

        Assert.Empty(reading.Findings);
        Assert.Equal(
            [
                new ListEntry(IPNetwork.Parse("192.0.2.0/24"), "mailfront_deny_file, /etc/deny:3"),
                new ListEntry(IPNetwork.Parse("2001:db8::1/128"), "mailfront_deny_file, /etc/deny:4"),
            ],
            reading.File!.Networks);
        Assert.Equal(["jo@example.org", "al"], reading.File.Users.Select(user => user.Name));
    }

    [Theory]
    [InlineData("192.0.2.0/33")]
    [InlineData("example.org")]
    [InlineData("192.0.2.1 192.0.2.2")]
    [InlineData("user:")]
    [InlineData("1")]
    public void One_bad_line_spoils_the_file_and_is_named(string line)
    {
        var reading = Parse($"192.0.2.1\n{line}\n");

        Assert.Null(reading.File);
        var finding = Assert.Single(reading.Findings);
        Assert.Equal(("/etc/deny", 2, DiagnosticSeverity.Error), (finding.File, finding.Line, finding.Severity));
    }

    [Fact]
    public void Bits_beyond_the_prefix_are_told_and_cleared()
    {
        var reading = Parse("192.0.2.7/24\n");

        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(reading.Findings).Severity);
        Assert.Equal(IPNetwork.Parse("192.0.2.0/24"), Assert.Single(reading.File!.Networks).Network);
    }

    [Fact]
    public void The_number_of_entries_is_bounded()
    {
        var most = string.Concat(Enumerable.Repeat("192.0.2.1\n", ListFileParser.MostEntries));

        Assert.NotNull(Parse(most).File);
        Assert.Null(Parse(most + "192.0.2.2\n").File);
    }

    [Fact]
    public void A_file_of_another_kind_does_not_fill_the_log() => Assert.InRange(Parse(string.Concat(Enumerable.Repeat("\u0001x\n", 5000))).Findings.Count, 1, 10);

    private static ListFileReading Parse(string text) => ListFileParser.Parse("mailfront_deny_file", "/etc/deny", text);
}
