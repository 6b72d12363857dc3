using MailFront.Directory;
using MailFront.Directory.Sqlite;

namespace MailFront.Benchmarks.Directory;

/// <summary>Inputs shared by the directory benchmarks.</summary>
internal static class DirectoryFiles
{
    public static string User(int number) => $"user{number:D7}";

    /// <summary>A directory of users spread over ten backends, in a new folder that the caller removes.</summary>
    public static string Make(int users)
    {
        var path = Path.Combine(System.IO.Directory.CreateTempSubdirectory("mailfront-benchmark-").FullName, "directory.db");
        SqliteDirectory.Create(path);
        using var writer = SqliteDirectoryWriter.Begin(path);
        for (var i = 0; i < users; i++)
        {
            writer.Put($"user.{User(i)}", new Location($"be{i % 10}.example.org", "default"), null, EntryStatus.Active);
        }

        writer.Commit();
        return path;
    }

    public static void Remove(string path) => new FileInfo(path).Directory?.Delete(recursive: true);
}
