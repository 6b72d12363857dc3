using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;
using static MailFront.EndToEndTests.Checkers.CheckerAttempt;

namespace MailFront.EndToEndTests.Checkers;

/// <summary>Passwords are checked by a real OpenLDAP server.</summary>
[Collection(OwnLifetime.Name)]
public sealed class LdapTests(DovecotPair pair, SlapdServer slapd) : IClassFixture<SlapdServer>
{
    private static readonly string[] _hostileNames =
    [
        "nobody", "a(b", "a)b", "a)(uid=alice", "alice)(objectclass=", "\\2a", "alice\\", "alice,ou=people", "uid=alice", "alice ", " alice", "alice#", "ali\"ce",
        "alice;x", "<alice>", "alice=", "%75", "{0}", "${user}", "alice,ou=people,dc=example,dc=org", "|(uid=alice)", "!(uid=x)", "alice\\00",
    ];

    [Theory]
    [InlineData("ldap", "search")]
    [InlineData("ldaps", "search")]
    [InlineData("starttls", "search")]
    [InlineData("ldapi", "search")]
    [InlineData("ldap", "template")]
    [InlineData("starttls", "template")]
    public async Task Users_log_in_whatever_the_way_to_the_server(string way, string mode)
    {
        await using var front = await MailFrontProcess.StartAsync(Configure(way, mode));

        await ExpectAsync(front, Accepted, DovecotPair.Alice);
        await ExpectAsync(front, Refused, "alice", "canary-wrong");
        await ExpectAsync(front, Refused, "alice", DovecotPair.Bob.Password);
        await ExpectAsync(front, Accepted, DovecotPair.Bob);
        await ExpectAsync(front, Refused, "nobody", "canary-wrong");
        await ExpectAsync(front, Accepted, DovecotPair.Carol);
    }

    [Theory]
    [InlineData("search")]
    [InlineData("template")]
    public async Task An_empty_password_is_never_taken_for_an_anonymous_bind(string mode)
    {
        await using var front = await MailFrontProcess.StartAsync(Configure("ldap", mode));

        await ExpectAsync(front, Refused, "alice", "");
        await ExpectAsync(front, Refused, "nobody", "");
    }

    /// <summary>Right for LDAP; Dovecot then has no such user, which is a temporary failure.</summary>
    [Theory]
    [InlineData("search")]
    [InlineData("template")]
    public async Task A_name_full_of_special_characters_is_found_and_only_with_its_password(string mode)
    {
        await using var front = await MailFrontProcess.StartAsync(Configure("ldap", mode));

        await ExpectAsync(front, Later, SlapdServer.Odd);
        await ExpectAsync(front, Refused, SlapdServer.Odd.Name, "canary-wrong");
    }

    [Theory]
    [InlineData("search")]
    [InlineData("template")]
    public async Task Hostile_names_are_just_unknown_users(string mode)
    {
        await using var front = await MailFrontProcess.StartAsync(Configure("ldap", mode));

        foreach (var name in _hostileNames)
        {
            await ExpectAsync(front, Refused, name, DovecotPair.Alice.Password);
        }

        await ExpectAsync(front, Accepted, DovecotPair.Alice);
    }

    [Fact]
    public async Task Two_entries_for_one_user_are_our_trouble_and_not_the_users()
    {
        await using var front = await MailFrontProcess.StartAsync(Configure("ldap", "search"));

        await ExpectAsync(front, Later, SlapdServer.Twin);
        await front.WaitForLogAsync("several entries");
    }

    [Theory]
    [InlineData("mailfront_ldap_search_password", "canary-mistyped", "mailfront_ldap_search_dn")]
    [InlineData("mailfront_ldap_base", "dc=elsewhere", "NoSuchObject")]
    public async Task What_the_operator_got_wrong_is_a_temporary_failure_with_its_reason_in_the_log(string option, string value, string reason)
    {
        await using var front = await MailFrontProcess.StartAsync(Configure("ldap", "search").Option(option, value));

        await ExpectAsync(front, Later, DovecotPair.Alice);
        await front.WaitForLogAsync(reason);
    }

    [Theory]
    [InlineData("ldaps")]
    [InlineData("starttls")]
    public async Task No_password_goes_to_a_server_whose_certificate_is_not_trusted(string way)
    {
        var configuration = Configure(way, "template").Option("mailfront_ldap_ca_file", "/etc/ssl/certs/ca-certificates.crt");
        if (!File.Exists("/etc/ssl/certs/ca-certificates.crt"))
        {
            configuration.Option("mailfront_ldap_ca_file", pair.Mail1.CertificateFile);
        }

        await using var front = await MailFrontProcess.StartAsync(configuration);

        await ExpectAsync(front, Later, DovecotPair.Alice);
        await front.WaitForLogAsync("TLS failed");
    }

    [Fact]
    public async Task A_server_that_restarts_costs_no_login_afterwards()
    {
        await using var front = await MailFrontProcess.StartAsync(Configure("ldap", "search"));
        await ExpectAsync(front, Accepted, DovecotPair.Alice);
        await slapd.StopAsync();
        try
        {
            await ExpectAsync(front, Later, DovecotPair.Bob);
        }
        finally
        {
            await slapd.StartAgainAsync();
        }

        await ExpectSoonAsync(front, DovecotPair.Bob);
    }

    [Fact]
    public async Task Connections_that_the_server_closed_meanwhile_are_replaced_unnoticed()
    {
        await using var front = await MailFrontProcess.StartAsync(Configure("ldap", "search"));
        await ExpectAsync(front, Accepted, DovecotPair.Alice);
        await slapd.StopAsync();
        await slapd.StartAgainAsync();

        await ExpectAsync(front, Accepted, DovecotPair.Bob);
    }

    [Fact]
    public async Task A_server_that_hangs_is_a_temporary_failure_within_the_deadline_and_logins_work_when_it_wakes()
    {
        await using var front = await MailFrontProcess.StartAsync(Configure("ldap", "search").Option("mailfront_checker_deadline", "1s"));
        await ExpectAsync(front, Accepted, DovecotPair.Alice);
        await slapd.SignalAsync("STOP");
        try
        {
            var (answer, took) = await TimeAsync(front, DovecotPair.Bob);

            Assert.StartsWith(Later, answer, StringComparison.Ordinal);
            Assert.InRange(took, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(8));
        }
        finally
        {
            await slapd.SignalAsync("CONT");
        }

        await ExpectSoonAsync(front, DovecotPair.Bob);
    }

    [Fact]
    public async Task A_second_server_steps_in_for_one_that_is_down()
    {
        await using var front = await MailFrontProcess.StartAsync(
            Configure("ldap", "search").Option("mailfront_ldap_uri", $"ldap://127.0.0.1:1 {slapd.Ldap}"));

        await ExpectAsync(front, Accepted, DovecotPair.Alice);
    }

    private FrontConfiguration Configure(string way, string mode)
    {
        var configuration = FrontConfiguration.ForDovecot(pair)
            .Option("sasl_pwcheck_method", "ldap")
            .Option("mailfront_default_backend", "mail1")
            .Option("mailfront_ldap_uri", way switch { "ldaps" => slapd.Ldaps, "ldapi" => slapd.Ldapi, _ => slapd.Ldap });
        configuration.Users.Clear();
        if (way is "ldaps" or "starttls")
        {
            configuration.Option("mailfront_ldap_ca_file", slapd.CertificateFile);
        }

        if (way == "starttls")
        {
            configuration.Option("mailfront_ldap_starttls", "on");
        }

        return mode == "template"
            ? configuration.Option("mailfront_ldap_bind_dn", $"uid=%u,ou=people,{slapd.Base}")
            : configuration
                .Option("mailfront_ldap_base", slapd.Base)
                .Option("mailfront_ldap_search_dn", slapd.SearchDn)
                .Option("mailfront_ldap_search_password", slapd.SearchPassword);
    }
}
