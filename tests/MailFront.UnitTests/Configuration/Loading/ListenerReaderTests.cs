using MailFront.Configuration;

namespace MailFront.UnitTests.Configuration.Loading;

public class ListenerReaderTests
{
    [Fact]
    public void Programs_flags_and_caps_become_listeners()
    {
        var settings = Sample.SettingsOf(Load(
            "imap cmd=\"proxyd\" listen=\"[::1]:143\" maxchild=100",
            "imaps cmd=\"/usr/lib/cyrus/bin/imapd -s\" listen=\"imaps\" proto=\"tcp4\" maxchild=-1",
            "pop3 cmd=\"pop3proxyd\" listen=\"/run/pop3\"",
            "pop3s cmd=\"pop3d -s -H\" listen=\"pop3s\" proto=\"tcp6\""));

        Assert.Equal(
            ["imap Imap False False 100 [::1]:143 2", "imaps Imap True False 0 0.0.0.0:993 3", "pop3 Pop3 False False 0 /run/pop3 4", "pop3s Pop3 True True 0 [::]:995 5"],
            settings.Listeners.Select(listener =>
                $"{listener.Name} {listener.Protocol} {listener.ImplicitTls} {listener.ExpectsProxyHeader} {listener.MaxConnections} {string.Join(' ', listener.Addresses)} {listener.Line}"));
    }

    [Theory]
    [InlineData("imap cmd=imapd", "unable to find command or port for service 'imap'")]
    [InlineData("imap listen=imap", "unable to find command or port for service 'imap'")]
    [InlineData("imap cmd=\"\" listen=imap", "unable to find command or port for service 'imap'")]
    [InlineData("ok cmd=imapd listen=imap", "multiple entries for service 'ok'")]
    [InlineData("imap cmd=imapd listen=nowhere", "service 'imap': listen=nowhere: 'nowhere' is neither a port nor a known service name")]
    [InlineData("imap cmd=imapd listen=[::1]", "service 'imap': listen=[::1] has no port")]
    [InlineData("imap cmd=imapd listen=imap proto=udp", "service 'imap': proto=udp is not served")]
    public void What_cannot_be_listened_on_is_an_error_at_its_line(string entry, string message)
    {
        var result = Load("ok cmd=imapd listen=imap", entry);

        var error = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal((Sample.CyrusPath, 3, message), (error.File, error.Line, error.Message));
    }

    [Theory]
    [InlineData("x cmd=lmtpproxyd listen=lmtp", DiagnosticSeverity.Note)]
    [InlineData("x cmd=\"timsieved\" listen=sieve", DiagnosticSeverity.Note)]
    [InlineData("x cmd=\"mupdate -m\" listen=mupdate", DiagnosticSeverity.Note)]
    [InlineData("x cmd=httpd listen=http", DiagnosticSeverity.Note)]
    [InlineData("x cmd=/opt/ours listen=99", DiagnosticSeverity.Warning)]
    [InlineData("x cmd=\"imapd -p 2\" listen=144", DiagnosticSeverity.Note)]
    [InlineData("x cmd=\"imapd -N\" listen=144", DiagnosticSeverity.Note)]
    [InlineData("x cmd=\"imapd -U 10\" listen=144", DiagnosticSeverity.Note)]
    [InlineData("x cmd=\"imapd -Z\" listen=144", DiagnosticSeverity.Warning)]
    [InlineData("x cmd=imapd listen=144 prefork=5 babysit=1 maxforkrate=3 maxfds=9", DiagnosticSeverity.Note)]
    [InlineData("x cmd=imapd listen=144 maxchild=many", DiagnosticSeverity.Warning)]
    [InlineData("x cmd=imapd listen=144 maxchild=0", DiagnosticSeverity.Warning)]
    public void What_has_no_meaning_here_is_accepted_and_told(string entry, DiagnosticSeverity severity)
    {
        var result = Load("ok cmd=imapd listen=imap", entry);

        var finding = Sample.Only(result, "x");
        Assert.Equal((severity, 3), (finding.Severity, finding.Line));
        Assert.NotNull(finding.Instead);
    }

    [Theory]
    [InlineData("maxchid", "unknown key 'maxchid'; did you mean 'maxchild'?")]
    [InlineData("Listen", "unknown key 'Listen'; did you mean 'listen'?")]
    [InlineData("colour", "unknown key 'colour'")]
    public void An_unknown_key_is_told(string key, string message)
    {
        Assert.Equal(message, Sample.Only(Load($"imap cmd=imapd listen=imap {key}=1"), key).Message);
    }

    [Fact]
    public void A_cap_of_none_keeps_the_service_closed()
    {
        Assert.Equal("ok", Assert.Single(Sample.SettingsOf(Load("ok cmd=imapd listen=imap", "x cmd=imapd listen=144 maxchild=0")).Listeners).Name);
    }

    [Fact]
    public void No_service_at_all_is_an_error()
    {
        var error = Assert.Single(Load("lmtp cmd=lmtpd listen=lmtp").Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Assert.Equal("SERVICES", error.Option);
    }

    [Fact]
    public void Implicit_TLS_without_a_certificate_is_an_error()
    {
        var result = Sample.Load("configdirectory: /c\nproxy_password: x\nsasl_pwcheck_method: saslauthd\n");

        var error = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal((Sample.CyrusPath, 3, "imaps"), (error.File, error.Line, error.Option));
        Assert.Equal(DiagnosticSeverity.Warning, Sample.Only(result, "imap").Severity);
    }

    [Theory]
    [InlineData("allowplaintext: yes\n", DiagnosticSeverity.Note)]
    [InlineData("allowstarttls: no\n", DiagnosticSeverity.Warning)]
    [InlineData("allowstarttls: no\nallowplaintext: yes\ntls_required: yes\n", DiagnosticSeverity.Warning)]
    public void A_service_nobody_can_log_in_to_is_warned_of(string more, DiagnosticSeverity severity)
    {
        Assert.Equal(severity, Sample.Only(Sample.LoadWith(more), "imap").Severity);
    }

    [Theory]
    [InlineData("imap", "143", 2)]
    [InlineData("/run/x", "/run/x", 1)]
    [InlineData("127.0.0.1:0", "127.0.0.1:0", 0)]
    public void Two_services_on_one_address_are_warned_of(string first, string second, int warnings)
    {
        var result = Load($"one cmd=imapd listen={first}", $"two cmd=imapd listen={second}");

        Assert.Equal(warnings, result.Diagnostics.Count(diagnostic => diagnostic is { Option: "two", Line: 3, Severity: DiagnosticSeverity.Warning }));
    }

    [Fact]
    public void A_PROXY_header_from_nobody_is_an_error()
    {
        var result = Sample.Load(cyrus: "SERVICES {\n imap cmd=\"imapd -H\" listen=imap\n}\n");

        Assert.Equal((DiagnosticSeverity.Error, 2), (Sample.Only(result, "imap").Severity, Sample.Only(result, "imap").Line));
    }

    [Fact]
    public void Start_events_and_daemons_are_told_one_by_one()
    {
        var result = Sample.Load(cyrus: Sample.Cyrus + "\nSTART {\n recover cmd=\"ctl_cyrusdb -r\"\n}\nEVENTS {\n prune cmd=\"tls_prune\" at=0400\n site cmd=\"/usr/local/bin/site\" period=5\n broken at=1\n}\nDAEMON {\n idled cmd=idled\n}\n");

        Assert.Equal((DiagnosticSeverity.Note, 6), (Sample.Only(result, "recover").Severity, Sample.Only(result, "recover").Line));
        Assert.Equal(DiagnosticSeverity.Note, Sample.Only(result, "prune").Severity);
        Assert.Equal((DiagnosticSeverity.Warning, 10), (Sample.Only(result, "site").Severity, Sample.Only(result, "site").Line));
        Assert.Equal("unable to find command or port for event 'broken'", Sample.Only(result, "broken").Message);
        Assert.Equal(DiagnosticSeverity.Note, Sample.Only(result, "idled").Severity);
    }

    private static LoadResult Load(params string[] entries) =>
        Sample.Load(Sample.Imapd + "mailfront_trusted_proxies: 10.0.0.1\n", $"SERVICES {{\n{string.Join('\n', entries)}\n}}\n");
}
