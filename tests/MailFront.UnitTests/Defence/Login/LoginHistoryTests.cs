using System.Net;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Login;

public sealed class LoginHistoryTests
{
    private const int Seed = 20261124;

    private static readonly byte[] _key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    private readonly LoginHistory _history = new(new LoginHistoryOptions { Pairs = 4096, Failures = 4096 }, new KeyedHash(_key));
    private TimeSpan _now = TimeSpan.FromDays(100);

    [Theory]
    [InlineData("192.0.2.200", LoginClass.Known)]
    [InlineData("::ffff:192.0.2.9", LoginClass.Known)]
    [InlineData("192.0.3.7", LoginClass.New)]
    public void A_user_is_known_in_the_24_where_he_was_right(string from, LoginClass expected)
    {
        Succeed("anna", "192.0.2.7");

        Assert.Equal(expected, Classify("anna", from));
    }

    [Theory]
    [InlineData("2001:db8:0:12ff::1", LoginClass.Known)]
    [InlineData("2001:db8:0:1300::1", LoginClass.New)]
    public void A_user_is_known_in_the_56_where_he_was_right(string from, LoginClass expected)
    {
        Succeed("anna", "2001:db8:0:1201::7");

        Assert.Equal(expected, Classify("anna", from));
    }

    [Fact]
    public void A_place_is_forgotten_after_thirty_days()
    {
        Succeed("anna", "192.0.2.7");
        _now += TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1);
        Assert.Equal(LoginClass.Known, Classify("anna", "192.0.2.7"));

        _now += TimeSpan.FromSeconds(1);

        Assert.Equal(LoginClass.New, Classify("anna", "192.0.2.7"));
    }

    [Fact]
    public void A_success_vouches_for_one_user_at_one_place()
    {
        Succeed("anna", "192.0.2.7");

        Assert.Equal(LoginClass.New, Classify("bert", "192.0.2.7"));
    }

    [Fact]
    public void A_success_does_not_wash_the_failures_of_others()
    {
        Fail("bert", "192.0.2.7", "one");
        Fail("carl", "192.0.2.7", "two");
        Fail("dora", "192.0.2.7", "three");
        Succeed("mallory", "192.0.2.7");
        Succeed("mallory", "192.0.2.7");

        Assert.Equal(LoginClass.Suspect, Classify("anna", "192.0.2.7"));
        Assert.Equal(LoginClass.Known, Classify("mallory", "192.0.2.7"));
    }

    [Fact]
    public void A_user_without_a_backend_is_suspect() =>
        Assert.Equal(LoginClass.Suspect, _history.Assess(Facts("anna", "192.0.2.7", "pw") with { HasLocation = false }, _now).Class);

    [Fact]
    public void A_user_that_no_checker_knows_is_suspect_for_an_hour()
    {
        _history.Observe(Facts("nobody", "192.0.2.7", "pw"), LoginResult.UnknownUser, _now);

        Assert.Equal(LoginClass.Suspect, Classify("nobody", "198.51.100.7"));
        _now += TimeSpan.FromHours(1);
        Assert.Equal(LoginClass.New, Classify("nobody", "198.51.100.7"));
    }

    [Fact]
    public void A_user_that_was_made_a_moment_ago_is_not_suspect_once_he_has_logged_in()
    {
        _history.Observe(Facts("anna", "192.0.2.7", "pw"), LoginResult.UnknownUser, _now);
        Succeed("anna", "192.0.2.7");

        Assert.Equal(LoginClass.New, Classify("anna", "198.51.100.7"));
    }

    [Fact]
    public void A_source_that_fails_is_suspect_until_that_wears_off()
    {
        Fail("bert", "192.0.2.7", "one");
        Fail("carl", "192.0.2.8", "two");
        Assert.Equal(LoginClass.Suspect, Classify("anna", "192.0.2.9"));

        _now += TimeSpan.FromMinutes(2);
        Assert.Equal(LoginClass.Suspect, Classify("anna", "192.0.2.9"));
        _now += TimeSpan.FromMinutes(2);

        Assert.Equal(LoginClass.New, Classify("anna", "192.0.2.9"));
    }

    [Fact]
    public void Whatever_a_source_did_wears_off_within_three_hours()
    {
        for (int i = 0; i < 10_000; i++)
        {
            Fail($"user{i}", "192.0.2.7", $"pw{i}");
        }

        Assert.Equal(LoginClass.Suspect, Classify("anna", "192.0.2.7"));
        _now += TimeSpan.FromHours(3);
        Assert.Equal(LoginClass.New, Classify("anna", "192.0.2.7"));
    }

    [Fact]
    public void A_person_who_mistypes_at_a_new_place_is_suspect_for_three_minutes()
    {
        Fail("anna", "192.0.2.7", "hunter1");
        Assert.Equal(LoginClass.Suspect, Classify("anna", "192.0.2.7"));

        _now += TimeSpan.FromMinutes(4);

        Assert.Equal(LoginClass.New, Classify("anna", "192.0.2.7"));
    }

    [Fact]
    public void The_same_wrong_password_counts_once()
    {
        for (int i = 0; i < 1000; i++)
        {
            Fail("anna", "192.0.2.7", "old password");
        }

        _now += TimeSpan.FromMinutes(4);

        Assert.Equal(LoginClass.New, Classify("anna", "192.0.2.7"));
        Assert.Equal(LoginClass.New, Classify("bert", "192.0.2.7"));
    }

    [Fact]
    public void A_failure_without_a_password_counts_once_for_each_user_and_place()
    {
        for (int i = 0; i < 1000; i++)
        {
            _history.Observe(new LoginFacts("anna", IPAddress.Parse("192.0.2.7")), LoginResult.Failed, _now);
        }

        _now += TimeSpan.FromMinutes(4);
        Assert.Equal(LoginClass.New, _history.Assess(new LoginFacts("anna", IPAddress.Parse("192.0.2.7")), _now).Class);
    }

    [Fact]
    public void It_takes_more_to_make_a_place_with_many_users_suspect()
    {
        for (int i = 0; i < 500; i++)
        {
            Succeed($"user{i}", "192.0.2.7");
        }

        for (int i = 0; i < 40; i++)
        {
            Fail($"guest{i}", "192.0.2.7", $"pw{i}");
        }

        Assert.Equal(LoginClass.New, Classify("anna", "192.0.2.7"));
        for (int i = 40; i < 60; i++)
        {
            Fail($"guest{i}", "192.0.2.7", $"pw{i}");
        }

        Assert.Equal(LoginClass.Suspect, Classify("anna", "192.0.2.7"));
        Assert.All(Enumerable.Range(0, 500), i => Assert.Equal(LoginClass.Known, Classify($"user{i}", "192.0.2.7", "right")));
    }

    [Fact]
    public void One_of_many_users_of_a_place_who_guesses_at_the_others_is_suspect_and_they_are_not()
    {
        for (int i = 0; i < 500; i++)
        {
            Succeed($"user{i}", "192.0.2.7");
        }

        for (int i = 0; i < 60; i++)
        {
            Fail($"user{i}", "192.0.2.7", $"guess {i}");
        }

        Assert.Equal(LoginClass.Suspect, Classify("user499", "192.0.2.7", "guess"));
        Assert.Equal(LoginClass.Known, Classify("user499", "192.0.2.7", "right"));
        Assert.Equal(LoginClass.Known, Classify("user0", "192.0.2.7", "right"));
    }

    [Fact]
    public void A_password_that_was_right_is_known_at_a_new_place_and_one_that_was_not_is_new()
    {
        Succeed("anna", "192.0.2.7");

        Assert.Equal(LoginClass.Known, Classify("anna", "203.0.113.7", "right"));
        Assert.Equal(LoginClass.New, Classify("anna", "203.0.113.7", "wrong"));
        Assert.Equal(LoginClass.New, Classify("bert", "203.0.113.7", "right"));
        Assert.Equal(LoginClass.Suspect, _history.Assess(Facts("anna", "203.0.113.7", "right") with { HasLocation = false }, _now).Class);
    }

    [Fact]
    public void An_old_password_at_a_new_place_is_evidence_against_nobody()
    {
        Succeed("anna", "192.0.2.7");

        Fail("anna", "203.0.113.7", "right");

        Assert.Equal(default, _history.StandingOf(IPAddress.Parse("203.0.113.7"), _now));
    }

    [Fact]
    public void A_password_that_fails_where_the_user_is_proven_is_remembered_no_more()
    {
        Succeed("anna", "192.0.2.7");

        Fail("anna", "192.0.2.7", "right");

        Assert.Equal(LoginClass.New, Classify("anna", "203.0.113.7", "right"));
        Fail("anna", "203.0.113.7", "right");
        Assert.False(_history.StandingOf(IPAddress.Parse("203.0.113.7"), _now).IsSuspect);
        Succeed("anna", "192.0.2.7");
        Assert.Equal(LoginClass.Known, Classify("anna", "203.0.113.7", "right"));
    }

    [Fact]
    public void All_that_speaks_against_a_login_is_named()
    {
        for (int i = 0; i < 4; i++)
        {
            Fail("anna", "192.0.2.7", $"guess {i}");
        }

        Fail("bert", "198.51.100.7", "guess 0");

        EvidenceKinds against = _history.Assess(Facts("anna", "192.0.2.7", "guess 0") with { HasLocation = false }, _now).Because;
        Assert.Equal(
            EvidenceKinds.FailingSource | EvidenceKinds.SprayedPassword | EvidenceKinds.TargetedUser | EvidenceKinds.UnknownUser | EvidenceKinds.GuessedPair,
            against);
    }

    [Theory]
    [InlineData("2001:db8:0:1201::", "2001:db8:0:1201::99", LoginClass.Suspect)]
    [InlineData("2001:db8:0:1201::", "2001:db8:0:1202::99", LoginClass.New)]
    [InlineData("2001:db8:0:1200:, 2001:db8:0:1201:", "2001:db8:0:1202::99", LoginClass.Suspect)]
    [InlineData("2001:db8:0:1200:, 2001:db8:0:1201:", "2001:db8:0:1302::99", LoginClass.New)]
    [InlineData("2001:db8:0:1200:, 2001:db8:0:1300:, 2001:db8:0:1400:", "2001:db8:0:1502::99", LoginClass.Suspect)]
    [InlineData("2001:db8:0:1200:, 2001:db8:0:1300:, 2001:db8:0:1400:", "2001:db8:1:1502::99", LoginClass.New)]
    public void A_wider_part_of_the_network_is_suspect_when_several_of_its_parts_fail(string subnets, string from, LoginClass expected)
    {
        foreach (string subnet in subnets.Split(", "))
        {
            for (int i = 1; i <= 2; i++)
            {
                Fail($"user{subnet}{i}", $"{subnet.TrimEnd(':')}::{i}", $"guess {subnet}{i}");
            }
        }

        Assert.Equal(expected, Classify("anna", from));
    }

    [Fact]
    public void The_price_of_a_failure_counts_distinct_passwords_of_one_user_at_one_place_whether_the_user_exists_or_not()
    {
        for (int i = 0; i < 3; i++)
        {
            Fail("anna", "192.0.2.7", $"guess {i}");
            Fail("anna", "192.0.2.7", $"guess {i}");
            _history.Observe(Facts("nobody", "192.0.2.7", $"guess {i}") with { HasLocation = false }, LoginResult.NamedNobody, _now);
            _history.Observe(Facts("nobody", "192.0.2.7", $"guess {i}") with { HasLocation = false }, LoginResult.UnknownUser, _now);
            _history.Observe(Facts("not yet answered", "192.0.2.7", $"guess {i}") with { HasLocation = false }, LoginResult.NamedNobody, _now);
        }

        Assert.Equal(3, Price("anna", "192.0.2.7"));
        Assert.Equal(3, Price("nobody", "192.0.2.7"));
        Assert.Equal(0, Price("not yet answered", "192.0.2.7"));
        Assert.Equal(0, Price("anna", "203.0.113.7"));
        _now += TimeSpan.FromHours(1);
        Assert.Equal(0, Price("anna", "192.0.2.7"));

        int Price(string user, string from) => _history.FailuresOf(new LoginFacts(user, IPAddress.Parse(from)), _now);
    }

    [Fact]
    public void One_password_that_fails_for_two_users_is_suspect_wherever_it_comes_from()
    {
        Fail("bert", "192.0.2.7", "Summer2026");
        Assert.Equal(LoginClass.New, Classify("anna", "203.0.113.7", "Summer2026"));
        Fail("carl", "198.51.100.7", "Summer2026");

        Assert.Equal(LoginClass.Suspect, Classify("anna", "203.0.113.7", "Summer2026"));
        Assert.Equal(LoginClass.New, Classify("anna", "203.0.113.7", "her own"));
    }

    [Fact]
    public void One_password_that_fails_for_one_user_at_many_places_is_no_spraying()
    {
        for (int i = 0; i < 10; i++)
        {
            Fail("bert", $"10.0.{i}.7", "Summer2026");
        }

        Assert.Equal(LoginClass.New, Classify("anna", "203.0.113.7", "Summer2026"));
    }

    [Fact]
    public void A_user_under_attack_is_served_as_new_once_a_minute_when_he_comes_again_and_as_ever_where_he_is_known()
    {
        Succeed("anna", "198.51.100.7");
        for (int i = 0; i < 50; i++)
        {
            Fail("anna", $"10.0.{i}.7", $"guess {i}");
        }

        Assert.Equal(LoginClass.Known, Classify("anna", "198.51.100.7"));
        Assert.Equal(LoginClass.Suspect, Classify("anna", "203.0.113.7"));
        _now += TimeSpan.FromSeconds(9);
        Assert.Equal(LoginClass.Suspect, Classify("anna", "203.0.113.7"));
        _now += TimeSpan.FromSeconds(1);
        Assert.Equal(LoginClass.Suspect, Classify("anna", "203.0.113.7", "another"));
        _now += TimeSpan.FromSeconds(10);
        Assert.Equal(LoginClass.New, Classify("anna", "203.0.113.7", "another"));
        Assert.Equal(LoginClass.Suspect, Classify("anna", "203.0.113.7", "another"));
        _now += TimeSpan.FromSeconds(60);
        Assert.Equal(LoginClass.New, Classify("anna", "203.0.113.7", "another"));
        _now += TimeSpan.FromHours(7);
        Assert.Equal(LoginClass.New, Classify("anna", "203.0.113.7"));
        Assert.Equal(LoginClass.New, Classify("anna", "203.0.113.7"));
    }

    [Fact]
    public void Failures_of_a_user_at_home_do_not_make_him_suspect_elsewhere()
    {
        Succeed("anna", "192.0.2.7");
        for (int i = 0; i < 4; i++)
        {
            Fail("anna", "192.0.2.7", $"typo {i}");
        }

        Assert.Equal(LoginClass.Known, Classify("anna", "192.0.2.7"));
        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(LoginClass.New, Classify("anna", "203.0.113.7")));
    }

    [Fact]
    public void A_guesser_in_the_same_place_does_not_profit_from_the_owner()
    {
        Succeed("anna", "192.0.2.7");
        for (int i = 0; i < 20; i++)
        {
            Fail("anna", "192.0.2.66", $"guess {i}");
        }

        Assert.NotEqual(LoginClass.Known, Classify("anna", "192.0.2.66"));
        _now += TimeSpan.FromHours(4);
        Assert.Equal(LoginClass.Known, Classify("anna", "192.0.2.7"));
    }

    [Fact]
    public void Clients_without_an_address_are_one_place()
    {
        _history.Observe(new LoginFacts("anna", null), LoginResult.Succeeded, _now);

        Assert.Equal(LoginClass.Known, _history.Assess(new LoginFacts("anna", null), _now).Class);
    }

    [Fact]
    public void A_botnet_does_not_push_out_those_who_are_known()
    {
        var random = new Random(Seed);
        for (int i = 0; i < 1000; i++)
        {
            Succeed($"user{i}", $"192.0.{i % 256}.7");
        }

        for (int i = 0; i < 100_000; i++)
        {
            Fail($"user{random.Next(2000)}", $"{random.Next(11, 100)}.{random.Next(256)}.{random.Next(256)}.1", $"pw{random.Next(500)}");
            _now += TimeSpan.FromMilliseconds(20);
        }

        int known = Enumerable.Range(0, 1000).Count(i => Classify($"user{i}", $"192.0.{i % 256}.9") == LoginClass.Known);
        Assert.Equal(1000, known);
    }

    private static LoginFacts Facts(string user, string from, string password) =>
        new(user, IPAddress.Parse(from)) { PasswordFingerprint = new KeyedHash(_key).Of(System.Text.Encoding.UTF8.GetBytes(password)) };

    private LoginClass Classify(string user, string from, string password = "whatever") => _history.Assess(Facts(user, from, password), _now).Class;

    private void Succeed(string user, string from) => _history.Observe(Facts(user, from, "right"), LoginResult.Succeeded, _now);

    private void Fail(string user, string from, string password) => _history.Observe(Facts(user, from, password), LoginResult.Failed, _now);
}
