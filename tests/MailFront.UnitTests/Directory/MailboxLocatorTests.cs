using MailFront.Directory;
using MailFront.Directory.Sqlite;

namespace MailFront.UnitTests.Directory;

public sealed class MailboxLocatorTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SteppedTime _time = new();
    private readonly LogLines<MailboxLocator> _log = new();
    private readonly List<MailboxLocator> _locators = [];

    [Fact]
    public async Task A_user_with_an_entry_is_found_and_the_second_time_without_the_disk()
    {
        Put("user.jo", "be1!default");
        var locator = NewLocator("be9");

        var first = await locator.LocateUserAsync("jo", default);
        var second = locator.LocateUserAsync("jo", default);

        Assert.True(second.IsCompletedSuccessfully);
        var expected = new LocateOutcome(LocateStatus.Found, new Location("be1", "default"), false);
        Assert.Equal(expected, first);
        Assert.Equal(expected, await second);
        Assert.Equal((1, 1, 1), (locator.Hits, locator.Misses, locator.HotEntries));
    }

    [Fact]
    public async Task A_user_without_an_entry_goes_to_a_default_backend()
    {
        SqliteDirectory.Create(_folder.Database);
        var locator = NewLocator("be9");

        var outcomes = new[] { await locator.LocateUserAsync("jo", default), await locator.LocateUserAsync("jo", default) };

        Assert.All(outcomes, outcome => Assert.Equal(new LocateOutcome(LocateStatus.Found, new Location("be9", ""), true), outcome));
        Assert.Equal(1, locator.Hits);
    }

    [Fact]
    public async Task New_default_backends_count_at_once()
    {
        SqliteDirectory.Create(_folder.Database);
        var locator = NewLocator("be9");
        await locator.LocateUserAsync("jo", default);

        locator.ReplaceDefaults(DefaultBackendRing.Of(["be8"]));

        Assert.Equal("be8", (await locator.LocateUserAsync("jo", default)).Location.Server);
    }

    [Fact]
    public async Task Without_entry_and_default_backend_nothing_is_found()
    {
        SqliteDirectory.Create(_folder.Database);
        var locator = NewLocator(null);

        Assert.Equal(LocateStatus.NotFound, (await locator.LocateUserAsync("jo", default)).Status);
        Assert.Equal(LocateStatus.NotFound, (await locator.LocateUserAsync("jo", default)).Status);
    }

    [Fact]
    public async Task A_name_no_mailbox_can_have_goes_nowhere()
    {
        SqliteDirectory.Create(_folder.Database);
        var locator = NewLocator("be9");

        Assert.Equal(LocateStatus.NotFound, (await locator.LocateUserAsync("jo!user.eve", default)).Status);
    }

    [Fact]
    public async Task A_change_by_another_connection_is_seen_at_the_next_poll()
    {
        Put("user.jo", "be1");
        var locator = NewLocator(null);
        await locator.PollAsync();
        await locator.LocateUserAsync("jo", default);
        Put("user.jo", "be2");
        var before = await locator.LocateUserAsync("jo", default);

        await locator.PollAsync();

        Assert.Equal("be1", before.Location.Server);
        Assert.Equal("be2", (await locator.LocateUserAsync("jo", default)).Location.Server);
    }

    [Fact]
    public async Task A_poll_without_a_change_forgets_nothing()
    {
        Put("user.jo", "be1");
        var locator = NewLocator(null);
        await locator.LocateUserAsync("jo", default);

        await locator.PollAsync();

        Assert.Equal(1, locator.HotEntries);
    }

    [Fact]
    public async Task The_loop_polls_once_in_each_interval_until_it_is_cancelled()
    {
        Put("user.jo", "be1");
        var locator = NewLocator(null);
        using var stop = new CancellationTokenSource();
        var loop = locator.RunAsync(stop.Token);
        await locator.LocateUserAsync("jo", default);
        Put("user.jo", "be2");

        // The loop may not have reached its timer yet: a step it misses is made up by the next. A miss waits behind the poll in the queue.
        const int MaxSteps = 1_000;
        for (var i = 0; i < MaxSteps && (await locator.LocateUserAsync("jo", default)).Location.Server != "be2"; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await locator.LocateUserAsync($"other{i}", default);
        }

        Assert.Equal("be2", (await locator.LocateUserAsync("jo", default)).Location.Server);
        await stop.CancelAsync();
        await loop;
        Assert.Contains(_log.All, static line => line.Id == 5004);
    }

    [Fact]
    public async Task A_replaced_file_is_read_anew()
    {
        Put("user.jo", "be1");
        var locator = NewLocator(null);
        await locator.LocateUserAsync("jo", default);
        using var other = new TemporaryFolder();
        using (var writer = Begin(other.Database))
        {
            writer.Put("user.jo", new Location("be2", ""), null, EntryStatus.Active);
            writer.Commit();
        }

        File.Move(other.Database, _folder.Database, overwrite: true);
        await locator.PollAsync();

        Assert.Equal("be2", (await locator.LocateUserAsync("jo", default)).Location.Server);
    }

    [Fact]
    public async Task Without_its_file_nobody_goes_to_a_default_backend()
    {
        var locator = NewLocator("be9");

        Assert.Equal(new LocateOutcome(LocateStatus.Unavailable, default, false), await locator.LocateUserAsync("jo", default));
        Assert.Equal(0, locator.HotEntries);
    }

    [Fact]
    public async Task A_damaged_file_makes_users_unavailable_and_is_told_once_a_minute()
    {
        _folder.FileWith("directory.db", new string('x', 10_000));
        var locator = NewLocator("be9");

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(LocateStatus.Unavailable, (await locator.LocateUserAsync($"user{i}", default)).Status);
            _time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Single(_log.All);
        _time.Advance(TimeSpan.FromMinutes(1));
        await locator.LocateUserAsync("jo", default);
        Assert.Equal([5001, 5001], _log.All.Select(static line => line.Id));
        Assert.Contains("9 more", _log.All[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_comes_back_is_used_again_within_a_second()
    {
        var locator = NewLocator(null);
        await locator.LocateUserAsync("jo", default);
        Put("user.jo", "be1");

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(LocateStatus.Found, (await locator.LocateUserAsync("jo", default)).Status);
        Assert.Equal([5001, 5002], _log.All.Select(static line => line.Id));
    }

    [Fact]
    public async Task Remembered_users_are_served_while_the_file_is_away()
    {
        Put("user.jo", "be1");
        var locator = NewLocator("be9");
        await locator.LocateUserAsync("jo", default);
        File.Delete(_folder.Database);

        await locator.PollAsync();

        Assert.Equal("be1", (await locator.LocateUserAsync("jo", default)).Location.Server);
        Assert.Equal(LocateStatus.Unavailable, (await locator.LocateUserAsync("eve", default)).Status);
    }

    [Fact]
    public async Task A_reserved_entry_is_a_temporary_failure_and_not_remembered()
    {
        Put("user.jo", "be1", EntryStatus.Reserved);
        var locator = NewLocator("be9");

        Assert.Equal(LocateStatus.Unavailable, (await locator.LocateUserAsync("jo", default)).Status);
        Assert.Equal(0, locator.HotEntries);
    }

    [Fact]
    public async Task Virtual_domains_are_heeded()
    {
        Put("example.org!user.jo^smith", "be1");
        var locator = NewLocator(null, new InternalNameOptions { VirtualDomains = true });

        Assert.Equal("be1", (await locator.LocateUserAsync("jo.smith@example.org", default)).Location.Server);
    }

    [Fact]
    public async Task After_its_end_it_answers_unavailable()
    {
        Put("user.jo", "be1");
        var locator = NewLocator("be9");
        await locator.DisposeAsync();

        Assert.Equal(LocateStatus.Unavailable, (await locator.LocateUserAsync("jo", default)).Status);
    }

    [Fact]
    public async Task Many_lookups_at_once_are_all_answered()
    {
        const int Count = 2_000;
        using (var writer = Begin(_folder.Database))
        {
            for (var i = 0; i < Count; i++)
            {
                writer.Put($"user.u{i}", new Location($"be{i % 7}", ""), null, EntryStatus.Active);
            }

            writer.Commit();
        }

        var locator = NewLocator(null);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => locator.LocateUserAsync($"u{i}", default).AsTask()));

        Assert.All(outcomes.Index(), pair => Assert.Equal($"be{pair.Index % 7}", pair.Item.Location.Server));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var locator in _locators)
        {
            await locator.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static SqliteDirectoryWriter Begin(string path)
    {
        SqliteDirectory.Create(path);
        return SqliteDirectoryWriter.Begin(path);
    }

    private MailboxLocator NewLocator(string? defaultBackend, InternalNameOptions? names = null)
    {
        var options = new MailboxLocatorOptions
        {
            Path = _folder.Database,
            Names = names ?? new InternalNameOptions(),
            DefaultBackends = defaultBackend is null ? null : DefaultBackendRing.Of([defaultBackend]),
        };
        var locator = new MailboxLocator(options, _time, _log);
        _locators.Add(locator);
        return locator;
    }

    private void Put(string name, string location, EntryStatus status = EntryStatus.Active)
    {
        using var writer = Begin(_folder.Database);
        Assert.True(Location.TryParse(location, out var place));
        writer.Put(name, place, null, status);
        writer.Commit();
    }
}
