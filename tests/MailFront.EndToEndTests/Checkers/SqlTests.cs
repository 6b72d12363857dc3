using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;
using static MailFront.EndToEndTests.Checkers.CheckerAttempt;

namespace MailFront.EndToEndTests.Checkers;

/// <summary>Passwords are checked by hashes in a real PostgreSQL.</summary>
[Collection(OwnLifetime.Name)]
public sealed class SqlTests(DovecotPair pair, PostgresqlServer postgresql) : IClassFixture<PostgresqlServer>
{
    private static readonly string[] _hostileNames =
    [
        "nobody", "alice'--", "' or '1'='1", "alice'; drop table mailfront_users; --", "alice\"", "$$alice$$", "alice\\", "alice\\'", "@user", "$1",
        "x' union select password from mailfront_users--", "alice;", "{0}", "%s", "(alice)", "alice ", "pg_sleep(9)",
    ];

    [Fact]
    public async Task Users_log_in_with_their_passwords_only()
    {
        await using var front = await MailFrontProcess.StartAsync(Configure());

        await ExpectAsync(front, Accepted, DovecotPair.Alice);
        await ExpectAsync(front, Refused, "alice", "canary-wrong");
        await ExpectAsync(front, Refused, "alice", "");
        await ExpectAsync(front, Refused, "alice", DovecotPair.Bob.Password);
        await ExpectAsync(front, Refused, "nobody", "canary-wrong");
        await ExpectAsync(front, Refused, PostgresqlServer.Locked);
        await ExpectAsync(front, Refused, PostgresqlServer.Passwordless);
        await ExpectAsync(front, Refused, PostgresqlServer.Passwordless.Name, "");
        await ExpectAsync(front, Accepted, DovecotPair.Bob);
    }

    [Fact]
    public async Task The_unix_socket_and_a_query_of_ones_own_work_as_well()
    {
        await using var front = await MailFrontProcess.StartAsync(Configure()
            .Option("mailfront_sql_connection", postgresql.SocketConnection)
            .Option("mailfront_sql_query", "SELECT password::varchar FROM mailfront_users WHERE username = @local AND @domain = ''"));

        await ExpectAsync(front, Accepted, DovecotPair.Alice);
        await ExpectAsync(front, Refused, "alice", "canary-wrong");
    }

    /// <summary>Right for the table; Dovecot then has no such user, which is a temporary failure.</summary>
    [Fact]
    public async Task A_name_full_of_special_characters_is_found_and_only_with_its_password()
    {
        await using var front = await MailFrontProcess.StartAsync(Configure());

        await ExpectAsync(front, Later, PostgresqlServer.Odd);
        await ExpectAsync(front, Refused, PostgresqlServer.Odd.Name, "canary-wrong");
    }

    [Fact]
    public async Task Hostile_names_are_just_unknown_users()
    {
        await using var front = await MailFrontProcess.StartAsync(Configure().Option("mailfront_max_login_failures", "100"));

        foreach (var name in _hostileNames)
        {
            await ExpectAsync(front, Refused, name, DovecotPair.Alice.Password);
        }

        await ExpectAsync(front, Accepted, DovecotPair.Alice);
        Assert.Equal("3", (await postgresql.QueryAsync("SELECT count(*) FROM mailfront_users WHERE username IN ('alice', 'bob', 'carol')")).Trim());
    }

    [Theory]
    [InlineData("mailfront_sql_query", "SELECT nothing FROM mailfront_users WHERE username = @user", "42703")]
    [InlineData("mailfront_sql_query", "SELECT 42 WHERE @user <> ''", "InvalidCast")]
    [InlineData("mailfront_sql_query", "SELECT password FROM mailfront_users WHERE @user <> ''", "several rows")]
    public async Task What_the_operator_got_wrong_is_a_temporary_failure_with_its_reason_in_the_log(string option, string value, string reason)
    {
        await using var front = await MailFrontProcess.StartAsync(Configure().Option(option, value));

        await ExpectAsync(front, Later, DovecotPair.Alice);
        await front.WaitForLogAsync(reason);
    }

    [Fact]
    public async Task A_refused_database_login_is_a_temporary_failure()
    {
        await using var front = await MailFrontProcess.StartAsync(
            Configure(withPassword: false).Option("mailfront_sql_connection", postgresql.Connection + ";Password=canary-mistyped"));

        await ExpectAsync(front, Later, DovecotPair.Alice);
        await front.WaitForLogAsync("28P01");
    }

    [Fact]
    public async Task A_server_that_restarts_costs_no_login_afterwards()
    {
        await using var front = await MailFrontProcess.StartAsync(Configure());
        await ExpectAsync(front, Accepted, DovecotPair.Alice);
        await postgresql.StopAsync();
        try
        {
            await ExpectAsync(front, Later, DovecotPair.Bob);
        }
        finally
        {
            await postgresql.StartAgainAsync();
        }

        await ExpectSoonAsync(front, DovecotPair.Bob);
    }

    [Fact]
    public async Task A_server_that_hangs_is_a_temporary_failure_within_the_deadline_and_logins_work_when_it_wakes()
    {
        await using var front = await MailFrontProcess.StartAsync(Configure().Option("mailfront_checker_deadline", "1s"));
        await ExpectAsync(front, Accepted, DovecotPair.Alice);
        await postgresql.SignalAsync("STOP");
        try
        {
            for (var login = 0; login < 8; login++)
            {
                var (answer, took) = await TimeAsync(front, DovecotPair.Bob);

                Assert.StartsWith(Later, answer, StringComparison.Ordinal);
                Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(8));
            }
        }
        finally
        {
            await postgresql.SignalAsync("CONT");
        }

        await ExpectSoonAsync(front, DovecotPair.Bob);
    }

    [Fact]
    public async Task A_slow_query_is_ended_by_the_server_itself()
    {
        await using var front = await MailFrontProcess.StartAsync(Configure()
            .Option("mailfront_checker_deadline", "1s")
            .Option("mailfront_sql_query", "SELECT password FROM mailfront_users, pg_sleep(60) WHERE username = @user"));

        await ExpectAsync(front, Later, DovecotPair.Alice);

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var running = "?";
        for (var look = 0; look < 100 && running != "0"; look++)
        {
            await timer.WaitForNextTickAsync();
            running = (await postgresql.QueryAsync("SELECT count(*) FROM pg_stat_activity WHERE usename = 'mailfront' AND state = 'active'")).Trim();
        }

        Assert.Equal("0", running);
    }

    private FrontConfiguration Configure(bool withPassword = true)
    {
        var configuration = FrontConfiguration.ForDovecot(pair)
            .Option("sasl_pwcheck_method", "sql")
            .Option("mailfront_default_backend", "mail1")
            .Option("mailfront_sql_connection", withPassword ? $"{postgresql.Connection};Password={postgresql.Password}" : postgresql.Connection);
        configuration.Users.Clear();
        return configuration;
    }
}
