using MailFront.Directory;
using MailFront.Directory.Sqlite;
using Microsoft.Data.Sqlite;

namespace MailFront.UnitTests.Directory.Sqlite;

public sealed class DirectoryFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_file_is_made_once_with_its_folder()
    {
        var path = Path.Combine(_folder.File("sub"), "directory.db");

        Assert.True(SqliteDirectory.Create(path));
        Assert.False(SqliteDirectory.Create(path));
        SqliteDirectory.Open(path).Dispose();
    }

    [Fact]
    public void An_empty_file_becomes_a_directory()
    {
        _folder.FileWith("directory.db", string.Empty);

        Assert.True(SqliteDirectory.Create(_folder.Database));
    }

    [Fact]
    public void A_missing_file_is_named_with_the_remedy()
    {
        var error = Assert.Throws<DirectoryException>(() => SqliteDirectory.Open(_folder.Database));

        Assert.Equal(DirectoryFault.Missing, error.Fault);
        Assert.Contains(_folder.Database, error.Message, StringComparison.Ordinal);
        Assert.Contains("directory init", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused_in_words()
    {
        SqliteDirectory.Create(_folder.Database);
        Run("PRAGMA user_version = 2");

        var error = Assert.Throws<DirectoryException>(() => SqliteDirectory.Open(_folder.Database));

        Assert.Equal(DirectoryFault.Newer, error.Fault);
        Assert.Contains("format 2, written by a newer MailFront", error.Message, StringComparison.Ordinal);
        Assert.Equal(DirectoryFault.Newer, Assert.Throws<DirectoryException>(() => SqliteDirectory.Create(_folder.Database)).Fault);
    }

    [Fact]
    public void Another_program_s_database_is_left_alone()
    {
        Run("CREATE TABLE something (else_ TEXT)");

        Assert.Equal(DirectoryFault.Foreign, Assert.Throws<DirectoryException>(() => SqliteDirectory.Open(_folder.Database)).Fault);
        Assert.Equal(DirectoryFault.Foreign, Assert.Throws<DirectoryException>(() => SqliteDirectory.Create(_folder.Database)).Fault);
    }

    [Fact]
    public void A_text_file_is_no_directory()
    {
        _folder.FileWith("directory.db", "jo be1\n");

        Assert.Equal(DirectoryFault.Foreign, Assert.Throws<DirectoryException>(() => SqliteDirectory.Open(_folder.Database)).Fault);
        Assert.Equal(DirectoryFault.Foreign, Assert.Throws<DirectoryException>(() => SqliteDirectory.Create(_folder.Database)).Fault);
    }

    [Fact]
    public void A_damaged_file_is_told_from_others()
    {
        SqliteDirectory.Create(_folder.Database);
        using (var writer = SqliteDirectoryWriter.Begin(_folder.Database))
        {
            for (var i = 0; i < 2_000; i++)
            {
                writer.Put($"user.u{i:D5}", new Location("be1", ""), null, EntryStatus.Active);
            }

            writer.Commit();
        }

        var bytes = File.ReadAllBytes(_folder.Database);
        bytes.AsSpan(4096).Fill(0xAA);
        File.WriteAllBytes(_folder.Database, bytes);

        var error = Assert.Throws<DirectoryException>(() =>
        {
            using var directory = SqliteDirectory.Open(_folder.Database);
            directory.TryFind("user.u01000", out _);
        });

        Assert.Equal(DirectoryFault.Corrupt, error.Fault);
        Assert.Contains("is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        var error = Assert.Throws<DirectoryException>(() => SqliteDirectory.Create(Path.GetDirectoryName(_folder.Database)!));

        Assert.NotEqual(DirectoryFault.Corrupt, error.Fault);
    }

    [Fact]
    public void Others_may_not_read_it()
    {
        SqliteDirectory.Create(_folder.Database);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
                File.GetUnixFileMode(_folder.Database));
        }
    }

    [Fact]
    public void Readers_do_not_wait_for_a_writer()
    {
        SqliteDirectory.Create(_folder.Database);
        using var writer = SqliteDirectoryWriter.Begin(_folder.Database);
        writer.Put("user.jo", new Location("be1", ""), null, EntryStatus.Active);

        using var directory = SqliteDirectory.Open(_folder.Database);

        Assert.False(directory.TryFind("user.jo", out _));
        writer.Commit();
        Assert.True(directory.TryFind("user.jo", out _));
    }

    public void Dispose() => _folder.Dispose();

    private void Run(string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
