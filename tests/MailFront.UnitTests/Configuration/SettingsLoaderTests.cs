using System.Net;
using MailFront.Configuration;
using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Configuration;

public class SettingsLoaderTests
{
    [Fact]
    public void The_sample_is_clean()
    {
        var result = Sample.Load();

        Assert.Equal(DiagnosticReport.Clean, DiagnosticReport.ExitCode(result.Diagnostics));
        Assert.Equal(["imap", "imaps"], Sample.SettingsOf(result).Listeners.Select(listener => listener.Name));
    }

    [Fact]
    public void What_is_not_set_has_the_defaults_of_the_records()
    {
        var settings = Sample.SettingsOf(Sample.Load());

        Assert.Equal(new DeadlineSettings(), settings.Service.Deadlines);
        Assert.Equal(new LimitSettings(), settings.Service.Limits);
        Assert.Equal(new LoginSettings() with { AllowStartTls = true }, settings.Service.Login);
        Assert.Equal(new ProcessSettings(), settings.Process);
        Assert.Equal(new LogSettings(), settings.Log);
        Assert.Equal(new CheckerSettings { Checkers = settings.Checkers.Checkers }, settings.Checkers);
        Assert.Equal("fe1.example.org", settings.Service.Identity.ServerName);
        Assert.Equal("/var/lib/mailfront/mailfront.db", settings.Directory.Path);
        Assert.Equal(DefenceMode.Enforce, settings.Access.Defence);
    }

    [Fact]
    public void Every_option_of_a_service_reaches_its_setting()
    {
        var service = Sample.SettingsWith("""
            servername: mail.example.org
            serverinfo: min
            imapidresponse: no
            suppress_capabilities: IDLE XLIST
            allowplaintext: yes
            tls_required: on
            allowstarttls: no
            sasl_mech_list: plain
            username_tolower: 0
            virtdomains: userid
            defaultdomain: example.org
            failedloginpause: 5
            plaintextloginpause: 1s
            mailfront_max_login_failures: 5
            mailfront_prelogin_max_line: 1K
            mailfront_prelogin_max_literal: 512
            timeout: 45
            poptimeout: 15m
            mailfront_proxy_header_deadline: 1
            mailfront_handshake_deadline: 2
            mailfront_first_command_deadline: 3s
            mailfront_command_deadline: 4s
            mailfront_login_deadline: 5s
            mailfront_failed_deadline: 6s
            """).Service;

        Assert.Equal(
            ("mail.example.org", ServerInfo.Min, false),
            (service.Identity.ServerName, service.Identity.ServerInfo, service.Identity.AnswersId));
        Assert.Equal(["IDLE", "XLIST"], service.Identity.SuppressedCapabilities);
        Assert.Equal(["PLAIN"], service.Login.Mechanisms);
        Assert.Equal(
            new LoginSettings
            {
                AllowPlaintext = true,
                TlsRequired = true,
                AllowStartTls = false,
                UserNameToLower = false,
                VirtualDomains = VirtualDomains.UserId,
                DefaultDomain = "example.org",
                FailedLoginPause = TimeSpan.FromSeconds(5),
                PlaintextLoginPause = TimeSpan.FromSeconds(1),
                MaxFailures = 5,
                Mechanisms = service.Login.Mechanisms,
            },
            service.Login);
        Assert.Equal(
            new LimitSettings { PreLoginMaxLine = 1024, PreLoginMaxLiteral = 512 },
            service.Limits);
        Assert.Equal(
            new DeadlineSettings
            {
                ProxyHeader = TimeSpan.FromSeconds(1),
                Handshake = TimeSpan.FromSeconds(2),
                FirstCommand = TimeSpan.FromSeconds(3),
                Command = TimeSpan.FromSeconds(4),
                Login = TimeSpan.FromSeconds(5),
                Failed = TimeSpan.FromSeconds(6),
                ImapInactivity = TimeSpan.FromMinutes(45),
                Pop3Inactivity = TimeSpan.FromMinutes(15),
            },
            service.Deadlines);
    }

    [Fact]
    public void Every_option_of_the_process_reaches_its_setting()
    {
        var settings = Sample.SettingsWith("""
            mailfront_directory_path: {configdirectory}/places.db
            mailfront_trusted_proxies: 10.0.0.0/8, ::1
            mailfront_allow: 192.0.2.0/24
            mailfront_deny: 198.51.100.0/24 203.0.113.9
            mailfront_defence: observe
            mailfront_log_format: json
            mailfront_log_target: /var/log/mailfront.log
            mailfront_decision_log: {configdirectory}/decisions.log
            mailfront_decision_log_users: hashed
            syslog_prefix: cyrus
            syslog_facility: LOCAL6
            debug: 1
            mailfront_transport: managed
            mailfront_max_connections: 1000
            mailfront_max_prelogin: 100
            mailfront_shutdown_deadline: 1m
            master_bind_errors_fatal: yes
            sasl_saslauthd_path: /run/mux
            mailfront_checker_concurrency: 0x10
            mailfront_checker_deadline: 3s
            mailfront_checker_queue: 10
            mailfront_checker_reserved: 50
            mailfront_checker_suspect_share: 20
            """);

        Assert.Equal("/var/lib/mailfront/places.db", settings.Directory.Path);
        Assert.Equal([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("::1/128")], settings.Access.TrustedProxies);
        Assert.Equal([IPNetwork.Parse("192.0.2.0/24")], settings.Lists.Allow.Select(entry => entry.Network));
        Assert.Equal([IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.9/32")], settings.Lists.Deny.Select(entry => entry.Network));
        Assert.Equal(DefenceMode.Observe, settings.Access.Defence);
        Assert.Equal(
            new LogSettings { Format = LogFormat.Json, Target = LogTargetKind.File, File = "/var/log/mailfront.log", SyslogPrefix = "cyrus", SyslogFacility = "local6", Debug = true },
            settings.Log);
        Assert.Equal(new DecisionSettings { LogFile = "/var/lib/mailfront/decisions.log", HashesUsers = true }, settings.Decisions);
        Assert.Equal(
            new ProcessSettings { Transport = TransportKind.Managed, MaxConnections = 1000, MaxPreLogin = 100, ShutdownDeadline = TimeSpan.FromMinutes(1), BindErrorsAreFatal = true },
            settings.Process);
        Assert.Equal(
            new CheckerSettings { Checkers = settings.Checkers.Checkers, SaslauthdPath = "/run/mux", Concurrency = 16, Deadline = TimeSpan.FromSeconds(3), Queue = 10, ReservedPercent = 50, SuspectPercent = 20 },
            settings.Checkers);
    }

    [Theory]
    [InlineData("timeout: 5", 30)]
    [InlineData("timeout: 29m", 30)]
    [InlineData("timeout: 30m", 30)]
    [InlineData("timeout: -1", 30)]
    public void The_protocols_least_inactivity_is_kept(string line, int minutes)
    {
        Assert.Equal(TimeSpan.FromMinutes(minutes), Sample.SettingsWith(line).Service.Deadlines.ImapInactivity);
    }

    [Fact]
    public void Overrides_count_for_their_service_wherever_they_stand()
    {
        var settings = Sample.SettingsWith("imaps_failedloginpause: 9s\nfailedloginpause: 1s\nIMAPS_mailfront_login_deadline: 7s\n");

        Assert.Equal([1, 9], settings.Listeners.Select(listener => listener.Service.Login.FailedLoginPause.TotalSeconds));
        Assert.Equal([60, 7], settings.Listeners.Select(listener => listener.Service.Deadlines.Login.TotalSeconds));
        Assert.Equal(1, settings.Service.Login.FailedLoginPause.TotalSeconds);
    }

    [Fact]
    public void A_service_can_have_an_imapd_conf_of_its_own()
    {
        var source = new FakeSource().With("/etc/other.conf", "configdirectory: /x\nservername: other\nimap_timeout: 1h\nbogus_option: 1\n");
        var result = Sample.Load(
            cyrus: "SERVICES {\n imap cmd=\"imapd -C /etc/other.conf\" listen=imap\n pop3 cmd=pop3d listen=pop3\n}\n",
            source: source);

        var settings = Sample.SettingsOf(result);
        Assert.Equal(["other", "fe1.example.org"], settings.Listeners.Select(listener => listener.Service.Identity.ServerName));
        Assert.Equal(TimeSpan.FromHours(1), settings.Listeners[0].Service.Deadlines.ImapInactivity);
        Assert.Equal(("/etc/other.conf", 4), (Sample.Only(result, "bogus_option").File, Sample.Only(result, "bogus_option").Line));
    }

    [Fact]
    public void Options_of_the_process_in_the_file_of_a_service_are_warned_of_when_they_differ()
    {
        var source = new FakeSource().With("/etc/other.conf", "configdirectory: /elsewhere\nsasl_pwcheck_method: saslauthd\nmailfront_defence: off\n");
        var result = Sample.Load(cyrus: "SERVICES {\n imap cmd=\"imapd -C /etc/other.conf\" listen=imap\n}\n", source: source);

        Assert.Equal(
            ["configdirectory", "mailfront_defence"],
            result.Diagnostics.Where(diagnostic => diagnostic is { File: "/etc/other.conf", Severity: DiagnosticSeverity.Warning }).Select(diagnostic => diagnostic.Option));
        Assert.Equal(DefenceMode.Enforce, Sample.SettingsOf(result).Access.Defence);
    }

    [Fact]
    public void Old_names_count_with_a_note()
    {
        var result = Sample.Load("configdirectory: /c\nsasl_pwcheck_method: saslauthd\nproxy_password: x\ntls_cert_file: /ok/a.pem\ntls_key_file: /ok/a.key\nimaps_tls_cert_file: /ok/b.pem\nimaps_tls_key_file: /ok/b.key\n");

        var settings = Sample.SettingsOf(result);
        Assert.Equal(new TlsCertificateFiles("/ok/a.pem", "/ok/a.key"), Assert.Single(settings.Service.Tls.Certificates));
        Assert.Equal(new TlsCertificateFiles("/ok/b.pem", "/ok/b.key"), Assert.Single(settings.Listeners[1].Service.Tls.Certificates));
        Assert.Equal("tls_cert_file is the old name of tls_server_cert", Sample.Only(result, "tls_cert_file").Message);
        Assert.Equal("imaps_tls_cert_file is the old name of imaps_tls_server_cert", Sample.Only(result, "imaps_tls_cert_file").Message);
    }

    [Fact]
    public void The_new_name_counts_when_both_are_set()
    {
        var result = Sample.LoadWith("tls_cert_file: /ok/old.pem\n");

        Assert.Equal("/ok/server.pem", Sample.SettingsOf(result).Service.Tls.Certificates[0].CertificateFile);
        Assert.Equal(DiagnosticSeverity.Warning, Sample.Only(result, "tls_cert_file").Severity);
    }

    [Fact]
    public void Missing_files_are_errors()
    {
        var result = SettingsLoader.Load("/none/cyrus.conf", "/none/imapd.conf", new FakeSource(), "host");

        Assert.Null(result.Settings);
        Assert.Contains(
            result.Diagnostics,
            diagnostic => diagnostic.ToString() == "/none/cyrus.conf: error: can't open configuration file /none/cyrus.conf");
        Assert.Contains(
            result.Diagnostics,
            diagnostic => diagnostic.ToString() == "/none/imapd.conf: error: can't open configuration file /none/imapd.conf");
    }

    [Fact]
    public void All_errors_come_at_once_and_in_the_order_of_the_lines()
    {
        var result = Sample.LoadWith("timeout: soon\nmailfront_checker_queue: 0\ndebug: maybe\n");

        Assert.Null(result.Settings);
        Assert.Equal(
            [5, 6, 7],
            result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Line));
    }

    [Theory]
    [InlineData("timeout: soon", "timeout")]
    [InlineData("failedloginpause: -3", "failedloginpause")]
    [InlineData("allowplaintext: Yes", "allowplaintext")]
    [InlineData("serverinfo: maybe", "serverinfo")]
    [InlineData("client_timeout: 0", "client_timeout")]
    [InlineData("syslog_facility: local9", "syslog_facility")]
    [InlineData("mailfront_login_deadline: 1s", "mailfront_login_deadline")]
    [InlineData("mailfront_max_login_failures: 0", "mailfront_max_login_failures")]
    [InlineData("mailfront_prelogin_max_line: 1M", "mailfront_prelogin_max_line")]
    [InlineData("mailfront_verifier_ttl: 25h", "mailfront_verifier_ttl")]
    [InlineData("mailfront_verifier_wrong_ttl: -1s", "mailfront_verifier_wrong_ttl")]
    [InlineData("mailfront_verifier_entries: 99", "mailfront_verifier_entries")]
    [InlineData("mailfront_transport: quic", "mailfront_transport")]
    [InlineData("mailfront_log_target: relative.log", "mailfront_log_target")]
    [InlineData("mailfront_decision_log: relative.log", "mailfront_decision_log")]
    [InlineData("mailfront_deny: 10.0.0.0/33", "mailfront_deny")]
    [InlineData("mailfront_passwd_file: /none", "mailfront_passwd_file")]
    [InlineData("tls_server_key: /none.key", "tls_server_key")]
    [InlineData("tls_server_key: /ok/a.key,/ok/b.key", "tls_server_cert")]
    [InlineData("tls_client_ca_file: /none", "tls_client_ca_file")]
    [InlineData("tls_client_certs: require", "tls_client_certs")]
    [InlineData("tls_versions: tls1_0", "tls_versions")]
    [InlineData("mailfront_tls_sni_a: /none", "mailfront_tls_sni_a")]
    [InlineData("mailfront_tls_sni_a: /ok/a,/ok/b,/ok/c", "mailfront_tls_sni_a")]
    [InlineData("mailfront_default_backend: be9", "mailfront_default_backend")]
    [InlineData("mailfront_backend_x: 127.0.0.1", "mailfront_backend_x")]
    public void A_value_that_cannot_be_meant_is_an_error_at_its_line(string line, string option)
    {
        var result = Sample.LoadWith(line);

        var error = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal((option, option == "tls_server_cert" ? 3 : 5), (error.Option, error.Line));
    }

    [Theory]
    [InlineData("sasl_pwcheck_method: saslauthd\n", "configdirectory")]
    [InlineData("configdirectory: var\nsasl_pwcheck_method: saslauthd\n", "configdirectory")]
    [InlineData("configdirectory: /c\nsasl_pwcheck_method: auxprop\n", "sasl_pwcheck_method")]
    [InlineData("configdirectory: /c\nsasl_pwcheck_method: ldap\n", "sasl_pwcheck_method")]
    [InlineData("configdirectory: /c\nsasl_pwcheck_method: passwd-file\n", "sasl_pwcheck_method")]
    public void What_a_front_door_cannot_do_without_is_an_error(string imapd, string option)
    {
        var result = Sample.Load(imapd, "SERVICES {\n imap cmd=imapd listen=imap\n}\n");

        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Option == option);
    }

    [Fact]
    public void Checkers_keep_their_order_and_each_is_asked_once()
    {
        var source = new FakeSource().With("/etc/users", string.Empty);
        var result = Sample.Load(
            "configdirectory: /c\nproxy_password: x\nsasl_pwcheck_method: passwd-file saslauthd passwd-file\nmailfront_passwd_file: /etc/users\ntls_server_cert: /ok/a\n",
            source: source);

        var checkers = Sample.SettingsOf(result).Checkers;
        Assert.Equal([CheckerKind.PasswdFile, CheckerKind.Saslauthd], checkers.Checkers);
        Assert.Equal("/etc/users", checkers.PasswdFile);
    }

    [Fact]
    public void Not_served_yet_is_a_note_and_what_is_done_instead()
    {
        var result = Sample.LoadWith("mailfront_routing: mailbox\nmailfront_directory: postgresql\nmailfront_directory_connection: Host=db;Password=secret\nmailfront_admin_listen: 127.0.0.1:8080\nmupdate_server: mup\n");

        Assert.Equal(DiagnosticReport.Clean, DiagnosticReport.ExitCode(result.Diagnostics));
        Assert.Equal("mailfront_routing: mailbox is not served yet", Sample.Only(result, "mailfront_routing").Message);
        Assert.All(
            ["mailfront_directory", "mailfront_directory_connection", "mailfront_admin_listen", "mupdate_server"],
            option => Assert.NotNull(Sample.Only(result, option).Instead));
    }

    [Fact]
    public void No_password_shows_in_a_finding_or_in_the_printed_settings()
    {
        var result = Sample.LoadWith("proxy_password: hunter2\nbe1_password: hunter2\nnobe_password: hunter2\nproxy_pasword: hunter2\nmailfront_directory_connection: hunter2\nmupdate_password: hunter2\n");

        Assert.DoesNotContain(
            "hunter2",
            DiagnosticReport.ToText(result.Diagnostics) + DiagnosticReport.ToJson(result.Diagnostics),
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "hunter2",
            Sample.SettingsOf(result).ToString() + Sample.SettingsOf(result).Backends.Named[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void STARTTLS_is_on_with_a_note_when_not_said_otherwise()
    {
        Assert.Equal(DiagnosticSeverity.Note, Sample.Only(Sample.Load(), "allowstarttls").Severity);
        Assert.DoesNotContain(Sample.LoadWith("allowstarttls: yes").Diagnostics, diagnostic => diagnostic.Option == "allowstarttls");
        Assert.False(Sample.SettingsWith("allowstarttls: no\nallowplaintext: yes").Service.Login.AllowStartTls);
    }
}
