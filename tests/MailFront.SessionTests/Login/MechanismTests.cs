using System.Security.Cryptography;
using System.Text;
using MailFront.Defence;
using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.SessionTests.Login;

public sealed class MechanismTests
{
    private const string Bare = "n=jo,r=abc";

    private static readonly Dictionary<string, string> _first = new()
    {
        ["PLAIN"] = MechanismBench.Base64("\0jo\0wrong"),
        ["LOGIN"] = MechanismBench.Base64("jo"),
        ["SCRAM-SHA-256"] = MechanismBench.Base64("n,," + Bare),
        ["OAUTHBEARER"] = MechanismBench.Base64("n,a=jo,\u0001auth=Bearer bad\u0001\u0001"),
        ["XOAUTH2"] = MechanismBench.Base64("user=jo\u0001auth=Bearer bad\u0001\u0001"),
    };

    public static TheoryData<string, string> Orders()
    {
        var orders = new TheoryData<string, string>();
        foreach (var mechanism in _first.Keys)
        {
            // i: first message as initial response, f: as a line, e: empty, =: "=", x: bad base64, d: a dummy, *: cancel.
            foreach (var order in new[] { "*", "e", "e*", "=", "x", "f*", "fe", "fd", "fx", "i*", "ie", "id", "ix", "ifffff", "fee*" })
            {
                orders.Add(mechanism, order);
            }
        }

        return orders;
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Whatever_order_a_client_takes_the_next_command_is_a_command_and_a_right_login_succeeds(string mechanism, string order)
    {
        await using var bench = MechanismBench.Of(MailProtocol.Imap);
        bench.AddBackend(MechanismBench.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        var hasInitial = order[0] == 'i';

        await client.SendAsync($"a AUTHENTICATE {mechanism}{(hasInitial ? " " + _first[mechanism] : string.Empty)}\r\n");
        var reply = await NextAsync(bench, client);
        foreach (var step in hasInitial ? order[1..] : order)
        {
            if (!reply.StartsWith('+'))
            {
                break;
            }

            await client.SendAsync(Line(step, mechanism) + "\r\n");
            reply = await NextAsync(bench, client);
        }

        if (reply.StartsWith('+'))
        {
            await client.SendAsync("*\r\n");
            reply = await NextAsync(bench, client);
        }

        Assert.Matches("^a (BAD|NO \\[AUTHENTICATIONFAILED\\]) ", reply);
        Assert.Equal("b OK Completed", await client.AskAsync("b NOOP", "b "));
        Assert.StartsWith("c OK ", await client.AskAsync("c LOGIN jo secret", "c "));
        await client.Channel.CloseAsync();
    }

    [Theory]
    [InlineData(MailProtocol.Imap, true)]
    [InlineData(MailProtocol.Imap, false)]
    [InlineData(MailProtocol.Pop3, true)]
    [InlineData(MailProtocol.Pop3, false)]
    public async Task Scram_logs_in_and_proves_the_server_first(MailProtocol protocol, bool hasInitial)
    {
        await using var bench = MechanismBench.Of(protocol);
        bench.AddBackend(protocol == MailProtocol.Imap ? MechanismBench.Imap : MechanismBench.Pop3);
        var client = await bench.ConnectAndReadGreetingAsync();
        var command = protocol == MailProtocol.Imap ? "a AUTHENTICATE SCRAM-SHA-256" : "AUTH SCRAM-SHA-256";

        if (!hasInitial)
        {
            Assert.Equal("+ ", await client.AskAsync(command, "+"));
        }

        var serverFirst = MechanismBench.Text(await client.AskAsync((hasInitial ? command + " " : string.Empty) + _first["SCRAM-SHA-256"], "+"));
        var serverFinal = MechanismBench.Text(await client.AskAsync(MechanismBench.Base64(MechanismBench.ScramFinal(Bare, serverFirst, "secret")), "+"));
        await client.SendAsync("\r\n");

        Assert.StartsWith("v=", serverFinal);
        Assert.StartsWith(protocol == MailProtocol.Imap ? "a OK [CAPABILITY" : "+OK Logged in", await client.ReadLineAsync());
        Assert.Empty(bench.Checker.Asked);
        Assert.Contains(bench.Log.Lines, line => line.Contains("jo SCRAM-SHA-256", StringComparison.Ordinal));
        await client.Channel.CloseAsync();
    }

    [Theory]
    [InlineData("jo", "wrong")]
    [InlineData("nobody", "secret")]
    public async Task A_wrong_scram_proof_and_an_unknown_user_read_the_same(string user, string password)
    {
        await using var bench = MechanismBench.Of(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        var bare = $"n={user},r=abc";

        var serverFirst = MechanismBench.Text(await client.AskAsync("a AUTHENTICATE SCRAM-SHA-256 " + MechanismBench.Base64("n,," + bare), "+"));
        await client.SendAsync(MechanismBench.Base64(MechanismBench.ScramFinal(bare, serverFirst, password)) + "\r\n");

        Assert.Equal("a NO [AUTHENTICATIONFAILED] authentication failure", await NextAsync(bench, client));
        Assert.Equal(1, bench.Rooms.Ledger.Connections.Single().Failures);
    }

    [Theory]
    [InlineData("OAUTHBEARER", "n,a=JO,\u0001auth=Bearer good\u0001\u0001")]
    [InlineData("OAUTHBEARER", "n,,\u0001auth=Bearer good\u0001\u0001")]
    [InlineData("XOAUTH2", "user=jo\u0001auth=Bearer good\u0001\u0001")]
    public async Task A_good_token_logs_its_user_in(string mechanism, string message)
    {
        await using var bench = MechanismBench.Of(MailProtocol.Imap);
        bench.AddBackend(MechanismBench.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();

        Assert.StartsWith("a OK ", await client.AskAsync($"a AUTHENTICATE {mechanism} {MechanismBench.Base64(message)}", "a "));
        await client.Channel.CloseAsync();
    }

    [Theory]
    [InlineData("good", "bert", "NO [AUTHENTICATIONFAILED] authentication failure")]
    [InlineData("down", "jo", "NO [UNAVAILABLE] Login service is temporarily unavailable, try again later")]
    public async Task A_token_of_another_user_fails_and_one_that_cannot_be_checked_is_unavailable(string token, string user, string reply)
    {
        await using var bench = MechanismBench.Of(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync($"a AUTHENTICATE XOAUTH2 {MechanismBench.Base64($"user={user}\u0001auth=Bearer {token}\u0001\u0001")}\r\n");

        Assert.Equal("a " + reply, await NextAsync(bench, client));
    }

    [Fact]
    public async Task A_bad_token_gets_the_error_and_canceling_it_counts_as_a_failure()
    {
        await using var bench = MechanismBench.Of(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();

        Assert.Equal("""{"status":"invalid_token"}""", MechanismBench.Text(await client.AskAsync("a AUTHENTICATE OAUTHBEARER " + _first["OAUTHBEARER"], "+")));
        await client.SendAsync("*\r\n");

        Assert.Equal("a NO [AUTHENTICATIONFAILED] authentication failure", await NextAsync(bench, client));
        Assert.Equal(1, bench.Rooms.Ledger.Connections.Single().Failures);
    }

    [Theory]
    [InlineData("root", "bert", true)]
    [InlineData("jo", "jo", true)]
    [InlineData("jo", "root", false)]
    public async Task An_admin_acts_as_another_user_and_nobody_else_does(string user, string actsAs, bool isAllowed)
    {
        await using var bench = MechanismBench.Of(MailProtocol.Imap);
        bench.AddBackend(MechanismBench.Imap.Replace("PLAIN .*", "PLAIN " + Backends.BackendBench.Plain(actsAs, "murder", "murderpw"), StringComparison.Ordinal));
        bench.Checker.Always = new Authentication.Checkers.CheckOutcome(Authentication.Checkers.CheckVerdict.Accepted, null);
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync($"a AUTHENTICATE PLAIN {MechanismBench.Base64($"{actsAs}\0{user}\0secret")}\r\n");

        Assert.StartsWith(isAllowed ? "a OK" : "a NO [AUTHENTICATIONFAILED]", await NextAsync(bench, client));
        Assert.Equal([user], bench.Checker.Asked);
        Assert.Equal(user == "root", bench.Log.Lines.Any(line => line.Contains("root acts as bert by PLAIN", StringComparison.Ordinal)));
        await client.Channel.CloseAsync();
    }

    [Theory]
    [InlineData("Other", "be1", true)]
    [InlineData("Other", null, true)]
    [InlineData("Other", "", false)]
    [InlineData("no*name", null, false)]
    public async Task A_checker_may_name_the_user_to_serve_and_the_backend(string user, string? server, bool isServed)
    {
        await using var bench = MechanismBench.Of(MailProtocol.Imap);
        bench.AddBackend(MechanismBench.Imap.Replace("PLAIN .*", "PLAIN " + Backends.BackendBench.Plain("other", "murder", "murderpw"), StringComparison.Ordinal));
        bench.Checker.Always = new Authentication.Checkers.CheckOutcome(Authentication.Checkers.CheckVerdict.Accepted, null) { User = user, Location = server };
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync("a LOGIN jo secret\r\n");

        Assert.StartsWith(isServed ? "a OK" : "a NO [UNAVAILABLE]", await NextAsync(bench, client));
        await client.Channel.CloseAsync();
    }

    [Theory]
    [InlineData("jo", "secret", "+OK")]
    [InlineData("jo", "wrong", "-ERR [AUTH]")]
    [InlineData("nobody", "secret", "-ERR [AUTH]")]
    public async Task Apop_takes_a_digest_over_the_greetings_timestamp(string user, string secret, string reply)
    {
        await using var bench = MechanismBench.Of(MailProtocol.Pop3);
        bench.AddBackend(MechanismBench.Pop3);
        var client = bench.Connect();
        var greeting = await client.ReadLineAsync() ?? string.Empty;
        var timestamp = greeting.Split(' ')[1];

        await client.SendAsync($"APOP {user} {Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, Encoding.ASCII.GetBytes(timestamp + secret)))}\r\n");

        Assert.Matches("^<[0-9a-f]+@fe\\.test>$", timestamp);
        Assert.StartsWith(reply, await NextAsync(bench, client));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task Without_tls_a_mechanism_that_sends_no_password_can_be_used_where_passwords_are_refused()
    {
        await using var bench = new SessionBench(
            MailProtocol.Imap,
            settings => settings with { Login = new LoginOptions { Mechanisms = ["PLAIN", "SCRAM-SHA-256"] } },
            Backends.BackendBench.Cyrus);
        await using var full = MechanismBench.Of(MailProtocol.Imap);
        bench.OfferMechanisms(full.Rooms.Mechanisms with { Tokens = null });
        var client = bench.Connect();

        Assert.Contains("LOGINDISABLED AUTH=SCRAM-SHA-256]", await client.ReadLineAsync());
        Assert.Equal("a NO [PRIVACYREQUIRED] Login only available under a layer", await client.AskAsync("a LOGIN jo secret", "a "));
        Assert.Equal("b NO [PRIVACYREQUIRED] Authenticate only available under a layer", await client.AskAsync("b AUTHENTICATE PLAIN", "b "));
        Assert.Equal("+ ", await client.AskAsync("c AUTHENTICATE SCRAM-SHA-256", "+"));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task Malformed_exchanges_of_some_do_not_touch_those_of_others()
    {
        await using var bench = MechanismBench.Of(MailProtocol.Imap);
        bench.AddBackend(MechanismBench.Imap);
        var good = await bench.ConnectAndReadGreetingAsync();
        var serverFirst = MechanismBench.Text(await good.AskAsync("a AUTHENTICATE SCRAM-SHA-256 " + _first["SCRAM-SHA-256"], "+"));

        foreach (var mechanism in _first.Keys)
        {
            var bad = await bench.ConnectAndReadGreetingAsync();
            Assert.StartsWith("x BAD", await bad.AskAsync($"x AUTHENTICATE {mechanism} !!!!", "x "));
            await bad.Channel.CloseAsync();
        }

        await good.AskAsync(MechanismBench.Base64(MechanismBench.ScramFinal(Bare, serverFirst, "secret")), "+");
        Assert.StartsWith("a OK", await good.AskAsync(string.Empty, "a "));
        await good.Channel.CloseAsync();
    }

    private static string Line(char step, string mechanism) => step switch
    {
        'f' => _first[mechanism],
        'e' => string.Empty,
        '=' => "=",
        'x' => "!!!!",
        'd' => "AQ==",
        _ => "*",
    };

    // A failed login is answered after its pause, for which the clock has to move.
    private static async Task<string> NextAsync(SessionBench bench, ClientEnd client)
    {
        var line = client.ReadLineAsync();
        await SessionBench.WaitUntilAsync(() =>
        {
            if (!line.IsCompleted && bench.Rooms.Ledger.Connections.Any(connection => connection.State == ConnectionState.Parked) && bench.Wheel.Count >= 2)
            {
                bench.Time.Advance(TimeSpan.FromSeconds(3));
            }

            return line.IsCompleted;
        });
        return await line ?? string.Empty;
    }
}
