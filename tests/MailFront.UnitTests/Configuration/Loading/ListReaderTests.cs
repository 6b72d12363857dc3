using System.Net;
using MailFront.Configuration;

namespace MailFront.UnitTests.Configuration.Loading;

public class ListReaderTests
{
    [Fact]
    public void Entries_of_options_and_files_know_where_they_are_written()
    {
        var source = new FakeSource().With("/etc/allow", "10.0.0.0/8\n").With("/etc/deny", "# bad\n198.51.100.9\nuser:left\n");

        var result = Sample.LoadWith("mailfront_deny: 203.0.113.0/24\nmailfront_allow_file: /etc/allow\nmailfront_deny_file: /etc/deny", source);

        var lists = Sample.SettingsOf(result).Lists;
        Assert.StartsWith("mailfront_deny, ", Assert.Single(lists.Deny).Place, StringComparison.Ordinal);
        Assert.Equal("mailfront_allow_file, /etc/allow:1", Assert.Single(lists.AllowFile!.Networks).Place);
        Assert.Equal("mailfront_deny_file, /etc/deny:2", Assert.Single(lists.DenyFile!.Networks).Place);
        Assert.Equal("left", Assert.Single(lists.DenyFile.Users).Name);
    }

    [Fact]
    public void A_bad_line_of_a_list_file_is_an_error_of_that_line()
    {
        var result = Sample.LoadWith("mailfront_deny_file: /etc/deny", new FakeSource().With("/etc/deny", "198.51.100.9\nnobody\n"));

        Assert.Null(result.Settings);
        Assert.Contains(result.Diagnostics, finding => finding is { Severity: DiagnosticSeverity.Error, File: "/etc/deny", Line: 2 });
    }

    [Fact]
    public void A_missing_list_file_is_an_error()
    {
        Assert.Null(Sample.LoadWith("mailfront_allow_file: /etc/none", new FakeSource()).Settings);
    }

    [Fact]
    public void Bans_go_to_nftables_when_told_so()
    {
        var lists = Sample.SettingsWith("mailfront_ban_max: 500\nmailfront_ban_nft_file: {configdirectory}/bans.nft\nmailfront_ban_nft_command: /usr/sbin/nft -f").Lists;

        Assert.Equal(500, lists.MostBans);
        Assert.EndsWith("/bans.nft", lists.NftFile, StringComparison.Ordinal);
        Assert.Equal(["/usr/sbin/nft", "-f"], lists.NftCommand);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:53")]
    [InlineData("127.0.0.1:5353", "127.0.0.1:5353")]
    [InlineData("::1", "[::1]:53")]
    [InlineData("[::1]:5353", "[::1]:5353")]
    public void A_resolver_is_an_address_with_or_without_a_port(string text, string expected)
    {
        var lists = Sample.SettingsWith($"mailfront_dnsbl: Zen.Example.org. bl.example.net\nmailfront_dnsbl_resolver: {text}").Lists;

        Assert.Equal(["zen.example.org", "bl.example.net"], lists.BlocklistZones);
        Assert.Equal(IPEndPoint.Parse(expected), lists.BlocklistResolver);
    }

    [Theory]
    [InlineData("mailfront_dnsbl: zen..example.org")]
    [InlineData("mailfront_dnsbl: a b c d e f g h i")]
    [InlineData("mailfront_dnsbl: zen.example.org\nmailfront_dnsbl_resolver: dns.example.org")]
    [InlineData("mailfront_ban_nft_file: bans.nft")]
    [InlineData("mailfront_ban_max: 0")]
    public void What_cannot_be_meant_is_an_error(string options)
    {
        Assert.Null(Sample.LoadWith(options, new FakeSource()).Settings);
    }

    [Theory]
    [InlineData("mailfront_ban_nft_command: nft -f")]
    [InlineData("mailfront_dnsbl_resolver: 127.0.0.1")]
    public void An_option_without_the_one_it_belongs_to_is_told(string option)
    {
        Assert.Contains(Sample.LoadWith(option, new FakeSource()).Diagnostics, finding => finding.Severity == DiagnosticSeverity.Warning && finding.Instead == "no effect");
    }
}
