using MailFront.Composition;
using MailFront.Configuration;
using MailFront.Configuration.Settings;
using MailFront.Directory.Commands;

namespace MailFront.Commands;

/// <summary>The directory that an imapd.conf names.</summary>
/// <param name="Commands">What can be done with it; null when there are errors.</param>
/// <param name="Errors">Why it cannot be used.</param>
internal sealed record DirectoryPlace(DirectoryCommands? Commands, IReadOnlyList<string> Errors)
{
    /// <summary>Reads <paramref name="imapdConf"/>.</summary>
    public static DirectoryPlace Load(string imapdConf)
    {
        var loaded = DirectoryLoader.Load(imapdConf, new DiskConfigurationSource());
        if (loaded.Directory is not { } directory)
        {
            return new DirectoryPlace(null, [.. loaded.Errors.Select(error => error.ToString())]);
        }

        var names = DirectoryMapping.Names(loaded.Login);
        return directory.Kind == DirectoryKind.Sqlite
            ? new DirectoryPlace(new DirectoryCommands(directory.Path, names), [])
            : new DirectoryPlace(null, ["mailfront directory: only mailfront_directory: sqlite is served yet"]);
    }
}
