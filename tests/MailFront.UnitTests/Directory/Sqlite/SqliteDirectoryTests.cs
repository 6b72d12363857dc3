using MailFront.Directory;
using MailFront.Directory.Sqlite;

namespace MailFront.UnitTests.Directory.Sqlite;

public sealed class SqliteDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_was_put_is_found()
    {
        Store(("user.jo", "be1", "default"));

        using var directory = SqliteDirectory.Open(_folder.Database);

        Assert.True(directory.TryFind("user.jo", out var entry));
        Assert.Equal(new MailboxEntry("user.jo", new Location("be1", "default"), "jo\tlrs\t", EntryStatus.Active), entry);
        Assert.False(directory.TryFind("user.Jo", out _));
        Assert.False(directory.TryFind("user.j", out _));
    }

    [Fact]
    public void A_put_without_a_list_keeps_the_one_that_is_there()
    {
        Store(("user.jo", "be1", "default"));
        using var writer = SqliteDirectoryWriter.Begin(_folder.Database);

        var isChanged = writer.Put("user.jo", new Location("be2", ""), null, EntryStatus.Reserved);

        Assert.True(isChanged);
        Assert.Equal(new MailboxEntry("user.jo", new Location("be2", ""), "jo\tlrs\t", EntryStatus.Reserved), writer.Find("user.jo"));
    }

    [Fact]
    public void The_same_again_changes_nothing()
    {
        Store(("user.jo", "be1", "default"));
        using var writer = SqliteDirectoryWriter.Begin(_folder.Database);

        Assert.False(writer.Put("user.jo", new Location("be1", "default"), "jo\tlrs\t", EntryStatus.Active));
        Assert.False(writer.Put("user.jo", new Location("be1", "default"), null, EntryStatus.Active));
        Assert.True(writer.Put("user.jo", new Location("be1", "default"), string.Empty, EntryStatus.Active));
    }

    [Fact]
    public void A_listing_is_in_the_order_of_the_bytes()
    {
        string[] names = ["user.joe", "user.jo^smith", "user.jo.Sent", "user.jo", "user.\U0001F4E7", "user.\uFFFC", "DELETED.user.a", "user.é"];
        Store([.. names.Select(static name => (name, "be1", "p"))]);

        using var directory = SqliteDirectory.Open(_folder.Database);
        var listed = directory.List(default).Select(static entry => entry.Name).ToList();

        Assert.Equal(names.Order(Comparer<string>.Create(InternalName.Compare)), listed);
        Assert.Equal(names.Length, directory.Count(default));
    }

    [Theory]
    [InlineData("user.jo", null, 3)]
    [InlineData("user.jo.", null, 1)]
    [InlineData("USER", null, 0)]
    [InlineData(null, "be1", 2)]
    [InlineData(null, "be1.lab", 2)]
    [InlineData(null, "BE1.LAB", 2)]
    [InlineData(null, "be1.lab!p2", 1)]
    [InlineData(null, "be", 0)]
    [InlineData("user.jo.", "be1", 1)]
    [InlineData("user.%", null, 0)]
    [InlineData("", "", 4)]
    public void A_listing_can_be_narrowed(string? prefix, string? backend, int expected)
    {
        Store(("user.jo", "be1.lab", "p1"), ("user.jo.Sent", "be1.lab", "p2"), ("user.joe", "be2.lab", "p1"), ("user.x", "be2.lab", "p1"));
        var filter = new ListFilter { Prefix = prefix, Backend = backend };

        using var directory = SqliteDirectory.Open(_folder.Database);

        Assert.Equal(expected, directory.List(filter).Count());
        Assert.Equal(expected, directory.Count(filter));
    }

    [Fact]
    public void A_listing_is_one_state_though_others_write()
    {
        Store(("user.a", "be1", ""), ("user.b", "be1", ""));
        using var directory = SqliteDirectory.Open(_folder.Database);
        using var entries = directory.List(default).GetEnumerator();
        entries.MoveNext();

        Store(("user.c", "be1", ""));

        Assert.True(entries.MoveNext());
        Assert.False(entries.MoveNext());
    }

    [Fact]
    public void Without_a_commit_nothing_stays()
    {
        Store(("user.jo", "be1", ""));
        using (var writer = SqliteDirectoryWriter.Begin(_folder.Database))
        {
            writer.Delete("user.jo");
            writer.Put("user.eve", new Location("be1", ""), null, EntryStatus.Active);
        }

        using var directory = SqliteDirectory.Open(_folder.Database);

        Assert.Equal("user.jo", Assert.Single(directory.List(default)).Name);
    }

    [Fact]
    public void A_delete_says_whether_there_was_something()
    {
        Store(("user.jo", "be1", ""));
        using var writer = SqliteDirectoryWriter.Begin(_folder.Database);

        Assert.True(writer.Delete("user.jo"));
        Assert.False(writer.Delete("user.jo"));
    }

    [Fact]
    public void The_data_version_moves_with_each_foreign_commit_only()
    {
        Store(("user.jo", "be1", ""));
        using var directory = SqliteDirectory.Open(_folder.Database);
        var first = directory.ReadDataVersion();
        var same = directory.ReadDataVersion();

        Store(("user.eve", "be1", ""));

        Assert.Equal(first, same);
        Assert.NotEqual(first, directory.ReadDataVersion());
    }

    [Fact]
    public void Names_are_never_taken_for_sql()
    {
        const string Name = "user.'; DROP TABLE mailbox; --";
        Store((Name, "be1", ""));

        using var directory = SqliteDirectory.Open(_folder.Database);

        Assert.True(directory.TryFind(Name, out _));
        Assert.Empty(directory.List(new ListFilter { Backend = "') OR 1=1 --" }));
    }

    public void Dispose() => _folder.Dispose();

    private void Store(params (string Name, string Server, string Partition)[] entries)
    {
        SqliteDirectory.Create(_folder.Database);
        using var writer = SqliteDirectoryWriter.Begin(_folder.Database);
        foreach (var (name, server, partition) in entries)
        {
            writer.Put(name, new Location(server, partition), "jo\tlrs\t", EntryStatus.Active);
        }

        writer.Commit();
    }
}
