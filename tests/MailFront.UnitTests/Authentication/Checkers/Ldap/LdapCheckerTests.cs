using System.Text;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Checkers.Ldap;
using MailFront.Protocol;
using MailFront.Protocol.Ldap;
using MailFront.TestKit.Time;
using MailFront.Transport.Outbound;
using MailFront.UnitTests.Authentication.Fakes;
using static MailFront.UnitTests.Authentication.Fakes.FakeLdap;

namespace MailFront.UnitTests.Authentication.Checkers.Ldap;

public sealed class LdapCheckerTests
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(LdapResultCode.Success, "", CheckVerdict.Accepted)]
    [InlineData(LdapResultCode.InvalidCredentials, "", CheckVerdict.Wrong)]
    [InlineData(LdapResultCode.InappropriateAuthentication, "", CheckVerdict.Wrong)]
    [InlineData(LdapResultCode.InsufficientAccessRights, "", CheckVerdict.Wrong)]
    [InlineData(LdapResultCode.ConstraintViolation, "Exceed password retry limit.", CheckVerdict.Wrong)]
    [InlineData(LdapResultCode.UnwillingToPerform, "Account inactivated. Contact system administrator.", CheckVerdict.Wrong)]
    [InlineData(LdapResultCode.UnwillingToPerform, "simple bind not supported", CheckVerdict.Unavailable)]
    [InlineData(LdapResultCode.NoSuchObject, "", CheckVerdict.UnknownUser)]
    [InlineData(LdapResultCode.InvalidDnSyntax, "", CheckVerdict.UnknownUser)]
    [InlineData(LdapResultCode.Busy, "", CheckVerdict.Unavailable)]
    [InlineData(LdapResultCode.Unavailable, "", CheckVerdict.Unavailable)]
    [InlineData(LdapResultCode.ConfidentialityRequired, "", CheckVerdict.Unavailable)]
    [InlineData(LdapResultCode.Referral, "", CheckVerdict.Unavailable)]
    [InlineData((LdapResultCode)80, "", CheckVerdict.Unavailable)]
    public async Task The_servers_code_decides_about_a_bind(LdapResultCode code, string diagnostic, CheckVerdict verdict)
    {
        await using var server = new FakeLdap(request => Result(request, code, diagnostic));
        await using LdapChecker checker = Direct(server);

        CheckOutcome outcome = await checker.CheckAsync(Ask.About("al,x"), CancellationToken.None);

        Assert.Equal(verdict, outcome.Verdict);
        Assert.Equal(["1 BindRequest uid=al\\,x,dc=x"], server.Said);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_empty_password_is_refused_before_a_server_could_say_yes(bool isDirect)
    {
        await using var server = new FakeLdap(request => Result(request, LdapResultCode.Success));
        await using LdapChecker checker = isDirect ? Direct(server) : Searching(server);

        CheckOutcome outcome = await checker.CheckAsync(Ask.About("al", ""), CancellationToken.None);

        Assert.Equal(CheckVerdict.Wrong, outcome.Verdict);
        Assert.Empty(server.Said);
    }

    [Theory]
    [InlineData(" al")]
    [InlineData("al ")]
    [InlineData("a  l")]
    public async Task A_name_that_differs_from_anothers_in_blanks_only_is_unknown(string user)
    {
        await using var server = new FakeLdap(request => Result(request, LdapResultCode.Success));
        await using LdapChecker checker = Direct(server);

        Assert.Equal(CheckVerdict.UnknownUser, (await checker.CheckAsync(Ask.About(user), CancellationToken.None)).Verdict);
    }

    [Fact]
    public async Task A_search_binds_once_and_each_found_user_is_bound_on_a_connection_that_never_searches()
    {
        await using var server = new FakeLdap(request => Answer(request, "uid=al,ou=p"));
        await using LdapChecker checker = Searching(server);

        CheckOutcome first = await checker.CheckAsync(Ask.About("al"), CancellationToken.None);
        CheckOutcome second = await checker.CheckAsync(Ask.About("al"), CancellationToken.None);

        Assert.Equal((CheckVerdict.Accepted, CheckVerdict.Accepted), (first.Verdict, second.Verdict));
        Assert.Equal(
            [
                "1 BindRequest cn=s", "1 SearchRequest dc=x", "2 BindRequest uid=al,ou=p",
                "1 SearchRequest dc=x", "2 BindRequest uid=al,ou=p",
            ],
            server.Said);
    }

    [Fact]
    public async Task An_unknown_user_costs_the_same_round_trips_as_a_wrong_password()
    {
        await using var server = new FakeLdap(request => Answer(request));
        await using LdapChecker checker = Searching(server);

        CheckOutcome outcome = await checker.CheckAsync(Ask.About("al"), CancellationToken.None);

        Assert.Equal(CheckVerdict.UnknownUser, outcome.Verdict);
        Assert.Equal(["1 BindRequest cn=s", "1 SearchRequest dc=x", "2 BindRequest cn=mailfront-nobody,dc=x"], server.Said);
    }

    [Fact]
    public async Task An_unknown_user_is_not_accepted_even_if_a_server_lets_nobody_in()
    {
        await using var server = new FakeLdap(request =>
            request.Operation == LdapOperation.SearchRequest ? Result(request, LdapResultCode.Success) : Result(request, LdapResultCode.Success));
        await using LdapChecker checker = Searching(server);

        Assert.Equal(CheckVerdict.UnknownUser, (await checker.CheckAsync(Ask.About("al"), CancellationToken.None)).Verdict);
    }

    [Theory]
    [InlineData("uid=al,ou=p", "uid=al,ou=q")]
    [InlineData("uid=al,ou=p", "uid=al,ou=q", "uid=al,ou=r", "uid=al,ou=s")]
    [InlineData("")]
    public async Task An_entry_that_is_not_the_only_one_or_has_no_name_is_not_bound(params string[] entries)
    {
        await using var server = new FakeLdap(request => Answer(request, entries));
        await using LdapChecker checker = Searching(server);

        Assert.Equal(CheckVerdict.Unavailable, (await checker.CheckAsync(Ask.About("al"), CancellationToken.None)).Verdict);
        Assert.DoesNotContain(server.Said, said => said.Contains("uid=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LdapResultCode.SizeLimitExceeded)]
    [InlineData(LdapResultCode.NoSuchObject)]
    [InlineData(LdapResultCode.InsufficientAccessRights)]
    [InlineData(LdapResultCode.Busy)]
    public async Task A_search_that_fails_is_no_verdict(LdapResultCode code)
    {
        await using var server = new FakeLdap(request =>
            Result(request, request.Operation == LdapOperation.SearchRequest ? code : LdapResultCode.Success));
        await using LdapChecker checker = Searching(server);

        Assert.Equal(CheckVerdict.Unavailable, (await checker.CheckAsync(Ask.About("al"), CancellationToken.None)).Verdict);
    }

    [Fact]
    public async Task A_search_account_that_is_refused_is_no_verdict_about_the_user()
    {
        await using var server = new FakeLdap(request => Result(request, LdapResultCode.InvalidCredentials));
        await using LdapChecker checker = Searching(server);

        CheckOutcome outcome = await checker.CheckAsync(Ask.About("al"), CancellationToken.None);

        Assert.Equal(CheckVerdict.Unavailable, outcome.Verdict);
        Assert.Contains("mailfront_ldap_search_dn", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_that_were_closed_while_idle_are_replaced_unnoticed()
    {
        await using var server = new FakeLdap(request => Answer(request, "uid=al,ou=p"));
        await using LdapChecker checker = Searching(server);
        await checker.CheckAsync(Ask.About("al"), CancellationToken.None);
        server.CloseAll();

        CheckOutcome outcome = await checker.CheckAsync(Ask.About("al"), CancellationToken.None);

        Assert.Equal(CheckVerdict.Accepted, outcome.Verdict);
    }

    public static TheoryData<string> Garbage { get; } =
    [
        "", "2A204F4B0D0A", "30847FFFFFFF", "300C02010961070A010004000400", "300C02010061070A010004000400", "300C02010165070A010004000400",
        "300C02010078070A013404000400", "3003020101",
    ];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_and_answers_to_what_was_not_asked_are_never_a_yes(string hex)
    {
        await using var server = new FakeLdap(_ => hex.Length == 0 ? null : Convert.FromHexString(hex));
        await using LdapChecker checker = Direct(server);

        Assert.Equal(CheckVerdict.Unavailable, (await checker.CheckAsync(Ask.About("al"), CancellationToken.None)).Verdict);
    }

    [Fact]
    public async Task A_refused_StartTls_ends_before_any_name_or_password_is_sent()
    {
        await using var server = new FakeLdap(request => Result(request, LdapResultCode.Unavailable, operation: LdapOperation.ExtendedResponse));
        await using LdapChecker checker = Direct(server, startTls: true);

        CheckOutcome outcome = await checker.CheckAsync(Ask.About("al"), CancellationToken.None);

        Assert.Equal(CheckVerdict.Unavailable, outcome.Verdict);
        Assert.Equal(["1 ExtendedRequest "], server.Said);
    }

    /// <summary>CVE-2020-15685 and its like: an answer injected behind the one to StartTLS.</summary>
    [Fact]
    public async Task Plaintext_behind_the_answer_to_StartTls_ends_the_connection()
    {
        await using var server = new FakeLdap(request =>
        [
            .. Result(request, LdapResultCode.Success, operation: LdapOperation.ExtendedResponse),
            .. Result(request with { Id = 2 }, LdapResultCode.Success),
        ]);
        await using LdapChecker checker = Direct(server, startTls: true);

        CheckOutcome outcome = await checker.CheckAsync(Ask.About("al"), CancellationToken.None);

        Assert.Equal(CheckVerdict.Unavailable, outcome.Verdict);
        Assert.Equal(["1 ExtendedRequest "], server.Said);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_no_verdict()
    {
        await using LdapChecker checker = Direct(new LdapUri("/nowhere/ldapi", 0, false));

        Assert.Equal(CheckVerdict.Unavailable, (await checker.CheckAsync(Ask.About("al"), CancellationToken.None)).Verdict);
    }

    [Fact]
    public async Task A_silent_server_is_given_up_when_told_and_the_connection_with_it()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isSilent = true;
        await using var server = new FakeLdap(request =>
        {
            asked.TrySetResult();
            return isSilent ? [] : Result(request, LdapResultCode.Success);
        });
        await using LdapChecker checker = Direct(server);
        using var end = new CancellationTokenSource();

        Task<CheckOutcome> question = checker.CheckAsync(Ask.About("al"), end.Token).AsTask();
        await asked.Task;
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question);
        isSilent = false;
        Assert.Equal(CheckVerdict.Accepted, (await checker.CheckAsync(Ask.About("al"), CancellationToken.None)).Verdict);
        Assert.Equal(["1 BindRequest uid=al,dc=x", "2 BindRequest uid=al,dc=x"], server.Said);
    }

    [Fact]
    public async Task An_idle_connection_is_closed_with_a_goodbye_after_its_time()
    {
        await using var server = new FakeLdap(request => Result(request, LdapResultCode.Success));
        await using LdapChecker checker = Direct(server);
        await checker.CheckAsync(Ask.About("al"), CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(31));
        _time.Advance(TimeSpan.FromSeconds(31));

        await server.Unbound;
        Assert.Equal("1 UnbindRequest ", server.Said[^1]);
    }

    private static byte[] Answer(LdapRequest request, params string[] entries) => request switch
    {
        { Operation: LdapOperation.SearchRequest } =>
            [.. entries.SelectMany(name => Entry(request, name)), .. Result(request, LdapResultCode.Success)],
        { Name: "cn=s", Password: "search" } or { Password: Ask.Password, Name: "uid=al,ou=p" } => Result(request, LdapResultCode.Success),
        _ => Result(request, LdapResultCode.InvalidCredentials),
    };

    private LdapChecker Direct(FakeLdap server, bool startTls = false) => Direct(server.Uri, startTls);

    private LdapChecker Direct(LdapUri uri, bool startTls = false) => new(
        new LdapServer { Uri = uri, StartTls = startTls }, LdapTemplate.Parse("uid=%u,dc=x", out _)!, new OutboundConnector(_time), _time);

    private LdapChecker Searching(FakeLdap server) => new(
        new LdapServer { Uri = server.Uri },
        new LdapEntrySearch
        {
            Base = LdapTemplate.Parse("dc=x", out _)!,
            Filter = LdapFilter.Parse("(uid=%u)", out _)!,
            SearchDn = "cn=s",
            SearchPassword = new Secret(Encoding.UTF8.GetBytes("search")),
        },
        new OutboundConnector(_time),
        _time);
}
