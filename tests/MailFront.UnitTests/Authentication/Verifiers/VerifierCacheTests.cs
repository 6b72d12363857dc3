using System.Text;
using MailFront.Authentication.Verifiers;
using MailFront.Protocol;

namespace MailFront.UnitTests.Authentication.Verifiers;

public sealed class VerifierCacheTests
{
    private const int Seed = 20261124;

    private static readonly RememberedAnswer _answer = new("checker", null);

    private readonly CredentialKeys _keys = new();
    private readonly VerifierCache _cache = new(new VerifierOptions { Entries = 8 }, shards: 1);
    private TimeSpan _now = TimeSpan.FromDays(1);

    [Fact]
    public void What_was_never_asked_is_not_known() => Assert.Equal(VerifierLookKind.Nothing, Look("anna", "secret"));

    [Fact]
    public void A_right_answer_holds_for_an_hour_from_when_it_was_given()
    {
        Right("anna", "secret");
        _now += TimeSpan.FromMinutes(59);
        Assert.Equal(VerifierLookKind.Right, Look("anna", "secret"));

        _now += TimeSpan.FromMinutes(1);

        Assert.Equal(VerifierLookKind.Nothing, Look("anna", "secret"));
    }

    [Fact]
    public void A_right_answer_is_for_that_password_and_that_user()
    {
        Right("anna", "secret");

        Assert.Equal(VerifierLookKind.Nothing, Look("anna", "secret2"));
        Assert.Equal(VerifierLookKind.Nothing, Look("bert", "secret"));
    }

    [Fact]
    public void A_wrong_answer_holds_for_two_minutes_and_is_due_after_half_a_minute()
    {
        Wrong("anna", "old");
        _now += TimeSpan.FromSeconds(29);
        Assert.Equal(VerifierLookKind.Wrong, Look("anna", "old"));
        _now += TimeSpan.FromSeconds(1);
        Assert.Equal(VerifierLookKind.WrongAndDue, Look("anna", "old"));
        _now += TimeSpan.FromSeconds(90);
        Assert.Equal(VerifierLookKind.Nothing, Look("anna", "old"));
    }

    [Fact]
    public void A_user_has_one_recheck_in_half_a_minute_whatever_the_number_of_wrong_passwords()
    {
        Wrong("anna", "old");
        Wrong("anna", "older");
        Wrong("bert", "old");
        _now += TimeSpan.FromSeconds(30);

        Assert.True(_cache.TryRecheck("anna", isKnownPlace: false, _now));
        Assert.False(_cache.TryRecheck("anna", isKnownPlace: false, _now));
        Assert.True(_cache.TryRecheck("bert", isKnownPlace: false, _now));
        _now += TimeSpan.FromSeconds(29);
        Assert.False(_cache.TryRecheck("anna", isKnownPlace: false, _now));
        _now += TimeSpan.FromSeconds(1);
        Assert.True(_cache.TryRecheck("anna", isKnownPlace: false, _now));
        Assert.Equal(3, _cache.Counters.Rechecks);
    }

    [Fact]
    public void Strangers_do_not_use_up_the_rechecks_of_the_places_where_the_user_is_known()
    {
        Wrong("anna", "new");
        _now += TimeSpan.FromSeconds(30);
        _cache.TryRecheck("anna", isKnownPlace: false, _now);

        Assert.True(_cache.TryRecheck("anna", isKnownPlace: true, _now));
    }

    [Fact]
    public void A_wrong_answer_that_is_given_again_is_not_due_at_once()
    {
        Wrong("anna", "old");
        _now += TimeSpan.FromSeconds(30);
        Wrong("anna", "old");

        Assert.Equal(VerifierLookKind.Wrong, Look("anna", "old"));
        Assert.Equal(1, _cache.Counters.WrongEntries);
    }

    [Fact]
    public void The_later_answer_about_a_credential_replaces_the_earlier()
    {
        Right("anna", "secret");
        Wrong("anna", "secret");
        Assert.Equal(VerifierLookKind.Wrong, Look("anna", "secret"));
        Assert.Equal(0, _cache.Counters.RightEntries);

        Right("anna", "secret");

        Assert.Equal(VerifierLookKind.Right, Look("anna", "secret"));
        Assert.Equal(0, _cache.Counters.WrongEntries);
    }

    [Fact]
    public void Wrong_passwords_never_push_out_right_ones()
    {
        Right("anna", "secret");
        for (int i = 0; i < 1000; i++)
        {
            Wrong("anna", $"guess {i}");
        }

        Assert.Equal(VerifierLookKind.Right, Look("anna", "secret"));
        Assert.Equal(8, _cache.Counters.WrongEntries);
        Assert.Equal((992, 0), (_cache.Counters.WrongEvictions, _cache.Counters.RightEvictions));
    }

    [Fact]
    public void The_answer_that_was_not_used_for_longest_makes_room()
    {
        for (int i = 0; i < 8; i++)
        {
            Right($"user{i}", "secret");
        }

        Look("user0", "secret");
        Right("anna", "secret");

        Assert.Equal(VerifierLookKind.Right, Look("user0", "secret"));
        Assert.Equal(VerifierLookKind.Nothing, Look("user1", "secret"));
        Assert.Equal(8, _cache.Counters.RightEntries);
    }

    [Fact]
    public void Answers_out_of_date_make_room_without_being_missed()
    {
        for (int i = 0; i < 8; i++)
        {
            Wrong($"user{i}", "old");
        }

        _now += TimeSpan.FromMinutes(2);
        Wrong("anna", "old");

        Assert.Equal(7, _cache.Counters.WrongEntries);
        Assert.Equal(0, _cache.Counters.WrongEvictions);
    }

    [Fact]
    public void To_forget_a_user_drops_all_his_answers_and_nobody_elses()
    {
        Right("anna", "secret");
        Right("anna", "app password");
        Wrong("anna", "old");
        Right("bert", "secret");

        _cache.Forget("anna");

        Assert.Equal(VerifierLookKind.Nothing, Look("anna", "secret"));
        Assert.Equal(VerifierLookKind.Nothing, Look("anna", "app password"));
        Assert.Equal(VerifierLookKind.Nothing, Look("anna", "old"));
        Assert.Equal(VerifierLookKind.Right, Look("bert", "secret"));
        Assert.Equal((1, 0), (_cache.Counters.RightEntries, _cache.Counters.WrongEntries));
    }

    [Fact]
    public void An_answer_that_was_asked_for_before_the_user_was_forgotten_is_not_kept()
    {
        Verifier verifier = Of("anna", "secret");
        long before = _cache.Look("anna", verifier, _now).Generation;

        _cache.Forget("anna");
        _cache.Remember("anna", verifier, isRight: true, _answer, before, _now);

        Assert.Equal(VerifierLookKind.Nothing, Look("anna", "secret"));
    }

    [Fact]
    public void To_clear_drops_everything_and_what_is_still_being_asked_for()
    {
        Right("anna", "secret");
        Verifier verifier = Of("bert", "secret");
        long before = _cache.Look("bert", verifier, _now).Generation;

        _cache.Clear();
        _cache.Remember("bert", verifier, isRight: true, _answer, before, _now);

        Assert.Equal(VerifierLookKind.Nothing, Look("anna", "secret"));
        Assert.Equal(VerifierLookKind.Nothing, Look("bert", "secret"));
    }

    [Fact]
    public void A_lifetime_of_zero_keeps_nothing()
    {
        _cache.Options = new VerifierOptions { RightFor = TimeSpan.Zero, WrongFor = TimeSpan.Zero };

        Right("anna", "secret");
        Wrong("anna", "old");

        Assert.Equal((0, 0), (_cache.Counters.RightEntries, _cache.Counters.WrongEntries));
    }

    [Fact]
    public void A_shorter_lifetime_counts_for_answers_that_are_there_already()
    {
        Right("anna", "secret");
        _now += TimeSpan.FromMinutes(10);

        _cache.Options = _cache.Options with { RightFor = TimeSpan.FromMinutes(5) };

        Assert.Equal(VerifierLookKind.Nothing, Look("anna", "secret"));
    }

    [Fact]
    public void What_the_checker_said_of_the_user_is_kept()
    {
        var answer = new RememberedAnswer("http", "by token") { User = "anna.b", Location = "old:1143" };
        Verifier verifier = Of("anna", "secret");
        _cache.Remember("anna", verifier, isRight: true, answer, 0, _now);

        Assert.Equal(answer, _cache.Look("anna", verifier, _now).Answer);
    }

    // Against a plain list of what was said when.
    [Fact]
    public void Any_sequence_of_events_leaves_no_right_answer_that_no_checker_gave()
    {
        var random = new Random(Seed);
        var said = new Dictionary<(string, string), (bool IsRight, TimeSpan At)>();
        for (int i = 0; i < 20_000; i++)
        {
            string user = $"user{random.Next(4)}";
            string password = $"pw{random.Next(6)}";
            switch (random.Next(8))
            {
                case 0:
                    Right(user, password);
                    said[(user, password)] = (true, _now);
                    break;
                case 1 or 2:
                    Wrong(user, password);
                    said[(user, password)] = (false, _now);
                    break;
                case 3 when random.Next(20) == 0:
                    _cache.Forget(user);
                    Array.ForEach([.. said.Keys], key => said.Remove(user == key.Item1 ? key : default));
                    break;
                default:
                    bool isKnown = said.TryGetValue((user, password), out var last);
                    VerifierLookKind look = Look(user, password);
                    bool isRight = isKnown && last.IsRight && _now - last.At < TimeSpan.FromHours(1);
                    bool isWrong = isKnown && !last.IsRight && _now - last.At < TimeSpan.FromMinutes(2);

                    // The cache may have made room, but it never makes anything up.
                    Assert.True(look != VerifierLookKind.Right || isRight, $"seed {Seed}, step {i}");
                    Assert.True(look is VerifierLookKind.Nothing or VerifierLookKind.Right || isWrong, $"seed {Seed}, step {i}");
                    break;
            }

            Assert.InRange(_cache.Counters.RightEntries, 0, 8);
            Assert.InRange(_cache.Counters.WrongEntries, 0, 8);
            _now += TimeSpan.FromSeconds(random.Next(30));
        }
    }

    private VerifierLookKind Look(string user, string password) => _cache.Look(user, Of(user, password), _now).Kind;

    private void Right(string user, string password) => Remember(user, password, isRight: true);

    private void Wrong(string user, string password) => Remember(user, password, isRight: false);

    private void Remember(string user, string password, bool isRight)
    {
        Verifier verifier = Of(user, password);
        long generation = _cache.Look(user, verifier, _now).Generation;
        _cache.Remember(user, verifier, isRight, _answer, generation, _now);
    }

    private Verifier Of(string user, string password)
    {
        using var secret = new Secret(Encoding.UTF8.GetBytes(password));
        return _keys.VerifierOf(user, "", "imap", secret, isSecure: true, source: null);
    }
}
