using System.Net;
using MailFront.Configuration;
using MailFront.Decisions;
using MailFront.Defence;
using MailFront.UnitTests.Configuration;

namespace MailFront.UnitTests.Host.Decisions;

public sealed class ConfiguredPolicyTests
{
    private const string Conf = "/etc/new.conf";

    [Fact]
    public void Limits_of_a_service_are_those_the_server_would_have_made()
    {
        var policy = Policy("""
            failedloginpause: 5
            pop3_failedloginpause: 7
            mailfront_max_login_failures: 2
            mailfront_failed_deadline: 4s
            """);

        var expected = new FailureLimits { Pause = TimeSpan.FromSeconds(5), MaxFailures = 2, Deadline = TimeSpan.FromSeconds(4) };
        Assert.Equal(expected, policy.Limits("imap", new FailureLimits()));
        Assert.Equal(expected with { Pause = TimeSpan.FromSeconds(7) }, policy.Limits("pop3", new FailureLimits()));
        Assert.Equal(expected, policy.Limits(null, new FailureLimits()));
    }

    [Fact]
    public void Caps_that_are_not_set_come_from_the_descriptors_of_the_recorded_process()
    {
        var recorded = new DefenceOptions { MaxConnections = 10, MaxPreLoginConnections = 5 };

        var options = Policy("mailfront_deny: 192.0.2.0/24").Options(recorded);

        Assert.Equal((1000, 500), (options.MaxConnections, options.MaxPreLoginConnections));
        Assert.Equal([IPNetwork.Parse("192.0.2.0/24")], options.Deny);
        Assert.Equal(200, Policy("mailfront_max_connections: 200").Options(recorded).MaxConnections);
    }

    [Fact]
    public void A_file_that_the_server_would_refuse_has_errors()
    {
        Assert.NotEmpty(Load("mailfront_max_login_failures: none").Errors);
        Assert.NotEmpty(Load("mailfront_deny: nobody").Errors);
        Assert.NotEmpty(PolicyFile.Load("/missing.conf", new FakeSource()).Errors);
        Assert.Empty(Load("mailfront_deny: 192.0.2.1").Errors);
    }

    private static ConfiguredPolicy Policy(string text) => new(Load(text), 1000);

    private static PolicyFile Load(string text) => PolicyFile.Load(Conf, new FakeSource().With(Conf, "configdirectory: /var/lib/mailfront\n" + text));
}
