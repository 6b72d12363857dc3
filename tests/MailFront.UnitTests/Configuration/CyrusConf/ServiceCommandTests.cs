using MailFront.Configuration.CyrusConf;

namespace MailFront.UnitTests.Configuration.CyrusConf;

public class ServiceCommandTests
{
    [Theory]
    [InlineData("imapd", false, false)]
    [InlineData("imapd -s", true, false)]
    [InlineData("imapd -H", false, true)]
    [InlineData("imapd -s -H", true, true)]
    [InlineData("imapd -sH", true, true)]
    [InlineData("imapd -p 56 -s", true, false)]
    [InlineData("imapd -sp 56", true, false)]
    [InlineData("imapd -sp56 -H", true, true)]
    public void Flags_of_the_program_stand_alone_or_together(string cmd, bool implicitTls, bool proxyHeader)
    {
        var command = ServiceCommand.Parse(cmd)!;

        Assert.Equal((implicitTls, proxyHeader), (command.ImplicitTls, command.ProxyHeader));
        Assert.Empty(command.Unknown);
    }

    [Fact]
    public void A_service_may_have_its_own_imapd_conf()
    {
        var command = ServiceCommand.Parse("/usr/lib/cyrus/bin/proxyd -U 30 -C /etc/other.conf -T 60 -s")!;

        Assert.Equal("/usr/lib/cyrus/bin/proxyd", command.Program);
        Assert.Equal("/etc/other.conf", command.ImapdConf);
        Assert.Equal(["-U 30", "-T 60"], command.Ignored);
        Assert.True(command.ImplicitTls);
    }

    [Fact]
    public void What_no_program_knows_is_kept_for_a_warning()
    {
        var command = ServiceCommand.Parse("imapd -z stray -C")!;

        Assert.Equal(["-z", "stray", "-C"], command.Unknown);
    }

    [Theory]
    [InlineData("/usr/sbin/cyrus expire -E 3", "expire", (int)ProgramKind.Upkeep)]
    [InlineData("/usr/sbin/cyrus ctl_cyrusdb -r", "ctl_cyrusdb", (int)ProgramKind.Upkeep)]
    [InlineData("cyrus", "cyrus", (int)ProgramKind.Unknown)]
    public void A_tool_behind_Debians_wrapper_is_known(string cmd, string program, int kind)
    {
        Assert.Equal(program, ServiceCommand.Parse(cmd)!.Program);
        Assert.Equal((ProgramKind)kind, CyrusPrograms.Find(program, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t ")]
    public void An_empty_command_is_none(string cmd)
    {
        Assert.Null(ServiceCommand.Parse(cmd));
    }

    [Theory]
    [InlineData("imapd", (int)ProgramKind.Imap)]
    [InlineData("/usr/cyrus/bin/proxyd", (int)ProgramKind.Imap)]
    [InlineData("pop3d", (int)ProgramKind.Pop3)]
    [InlineData("/opt/pop3proxyd", (int)ProgramKind.Pop3)]
    [InlineData("mupdate", (int)ProgramKind.Mupdate)]
    [InlineData("lmtpproxyd", (int)ProgramKind.OtherService)]
    [InlineData("cyrus-pop3d", (int)ProgramKind.Pop3)]
    [InlineData("tls_prune", (int)ProgramKind.Upkeep)]
    [InlineData("cyr_expire", (int)ProgramKind.Upkeep)]
    [InlineData("/bin/imapd.sh", (int)ProgramKind.Unknown)]
    public void A_program_is_known_by_the_last_part_of_its_path(string path, int expected)
    {
        Assert.Equal((ProgramKind)expected, CyrusPrograms.Find(path, out _));
    }
}
