using System.Buffers;
using System.Net;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Login;

/// <summary>What a history tells other nodes, and its next start.</summary>
public sealed class LoginHistorySharingTests
{
    private static readonly byte[] _key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
    private static readonly byte[] _otherKey = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
    private static readonly TimeSpan _now = TimeSpan.FromDays(100);

    [Fact]
    public void What_one_node_observes_another_knows()
    {
        var queue = new ObservationQueue(100);
        LoginHistory first = History(_key, queue);
        LoginHistory second = History(_key);
        Fill(first);

        var told = new LoginObservation[100];
        foreach (LoginObservation observation in told.AsSpan(0, queue.Take(told)))
        {
            second.Apply(observation, _now + TimeSpan.FromDays(3));
        }

        AssertKnows(second, _now + TimeSpan.FromDays(3));
    }

    [Fact]
    public void What_was_applied_is_not_told_again()
    {
        var queue = new ObservationQueue(100);

        History(_key, queue).Apply(new LoginObservation(1, 2, default, 3, LoginResult.Failed, true), _now);

        Assert.Equal(0, queue.Take(new LoginObservation[1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void A_saved_history_goes_on_where_it_stopped_whatever_the_clock_says(int startDay)
    {
        LoginHistory saved = History(_key);
        Fill(saved);
        var loaded = History(_key);
        TimeSpan start = TimeSpan.FromDays(startDay);

        Assert.True(loaded.TryLoad(Save(saved), TimeSpan.FromMinutes(1), start));

        AssertKnows(loaded, start);
        Assert.Equal(LoginClass.New, loaded.Assess(Facts("anna", "203.0.113.9", "other"), start + TimeSpan.FromHours(1)).Class);
        Assert.Equal(LoginClass.New, loaded.Assess(Facts("anna", "192.0.2.7", "right"), start + TimeSpan.FromDays(30)).Class);
    }

    [Fact]
    public void A_history_under_another_key_or_of_another_form_is_not_taken()
    {
        LoginHistory saved = History(_key);
        Fill(saved);
        byte[] octets = Save(saved);
        byte[] ofAnotherForm = [.. octets];
        ofAnotherForm[0]++;

        Assert.False(History(_otherKey).TryLoad(octets, TimeSpan.Zero, _now));
        Assert.False(History(_key).TryLoad(ofAnotherForm, TimeSpan.Zero, _now));
    }

    [Fact]
    public void A_history_that_is_cut_anywhere_is_not_taken_as_whole()
    {
        LoginHistory saved = History(_key);
        Fill(saved);
        byte[] octets = Save(saved);
        LoginHistory target = History(_key);

        Assert.All(Enumerable.Range(0, octets.Length), length => Assert.False(target.TryLoad(octets.AsSpan(0, length), TimeSpan.Zero, _now)));
        Assert.True(target.TryLoad(octets, TimeSpan.Zero, _now));
    }

    [Fact]
    public void Neither_names_nor_addresses_are_saved()
    {
        LoginHistory saved = History(_key);
        Fill(saved);
        byte[] octets = Save(saved);

        Assert.Equal(-1, octets.AsSpan().IndexOf("anna"u8));
        Assert.Equal(-1, octets.AsSpan().IndexOf("a\0n\0n\0a\0"u8));
        Assert.Equal(-1, octets.AsSpan().IndexOf((byte[])[203, 0, 113, 9]));
    }

    private static void Fill(LoginHistory history)
    {
        history.Observe(Facts("anna", "192.0.2.7", "right"), LoginResult.Succeeded, _now);
        history.Observe(Facts("bert", "203.0.113.9", "one"), LoginResult.Failed, _now);
        history.Observe(Facts("bert", "203.0.113.9", "two"), LoginResult.Failed, _now);
    }

    private static void AssertKnows(LoginHistory history, TimeSpan now)
    {
        Assert.Equal(LoginClass.Known, history.Assess(Facts("anna", "192.0.2.8", "other"), now).Class);
        Assert.Equal(LoginClass.Known, history.Assess(Facts("anna", "198.51.100.1", "right"), now).Class);
        Assert.Equal(LoginClass.Suspect, history.Assess(Facts("carl", "203.0.113.9", "other"), now).Class);
        Assert.Equal(2, history.FailuresOf(Facts("bert", "203.0.113.9", "three"), now));
    }

    private static byte[] Save(LoginHistory history)
    {
        var writer = new ArrayBufferWriter<byte>();
        history.Save(writer, _now);
        return writer.WrittenSpan.ToArray();
    }

    private static LoginHistory History(byte[] key, ILoginObserver? observer = null) =>
        new(new LoginHistoryOptions { Pairs = 64, Failures = 64, Addresses = 64, GuessedPairs = 64, RememberedUsers = 64 }, new KeyedHash(key), observer);

    private static LoginFacts Facts(string user, string from, string password) =>
        new(user, IPAddress.Parse(from)) { PasswordFingerprint = new KeyedHash(_key).Of(System.Text.Encoding.UTF8.GetBytes(password)) };
}
