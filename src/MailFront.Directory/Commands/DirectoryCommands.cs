using System.Globalization;
using MailFront.Directory.Sqlite;
using MailFront.Directory.Transfer;

namespace MailFront.Directory.Commands;

/// <summary>
/// What <c>mailfront directory …</c> does, without a console: arguments in, outcomes out. Runs in the administrator's process beside a
/// server that has the same file open. Synchronous; nothing here is used by logins.
/// </summary>
/// <param name="path">The directory file.</param>
/// <param name="names">How user names become internal names.</param>
public sealed class DirectoryCommands(string path, InternalNameOptions names)
{
    /// <summary>Standard input or output instead of a file.</summary>
    public const string Standard = "-";

    /// <summary>Makes the file and its folder. The value is true when it was made, false when it was there already.</summary>
    public CommandOutcome<bool> Init() => CommandGuard.Run(() =>
        SqliteDirectory.Create(path)
            ? new CommandOutcome<bool>(CommandResult.Done, $"made {path}", true)
            : new CommandOutcome<bool>(CommandResult.Done, $"{path} is there already", false));

    /// <summary>Adds or changes an entry, in a new file if there is none.</summary>
    /// <param name="mailboxOrUser">An internal name or a user.</param>
    /// <param name="kind">Which of the two.</param>
    /// <param name="location"><c>server</c> or <c>server!partition</c>.</param>
    /// <param name="acl">Pairs of identifier and rights; null keeps what is there.</param>
    public CommandOutcome<EntryChange> Set(string mailboxOrUser, NameKind kind, string location, string? acl)
    {
        if (!InternalName.TryFromArgument(mailboxOrUser, kind, names, out var name))
        {
            return CommandGuard.Refuse<EntryChange>(NotAName(mailboxOrUser));
        }

        if (!Location.TryParse(location, out var place))
        {
            return CommandGuard.Refuse<EntryChange>($"not a location (server or server!partition): {RecordFields.Shown(location)}");
        }

        string? list = null;
        if (acl is not null && !AclText.TryParse(acl, out list))
        {
            return CommandGuard.Refuse<EntryChange>($"not an access list (pairs of identifier and rights): {RecordFields.Shown(acl)}");
        }

        return CommandGuard.Run(() =>
        {
            SqliteDirectory.Create(path);
            using var writer = SqliteDirectoryWriter.Begin(path);
            var before = writer.Find(name);
            var isChanged = writer.Put(name, place, list, EntryStatus.Active);
            var after = writer.Find(name);
            writer.Commit();
            return new CommandOutcome<EntryChange>(
                CommandResult.Done,
                isChanged ? $"{name} is at {place}" : $"{name} is at {place} already",
                new EntryChange(before, after));
        });
    }

    /// <summary>Looks a name up: as given, and, when that is not found and the kind a guess, as a shared mailbox.</summary>
    public CommandOutcome<MailboxEntry> Find(string mailboxOrUser, NameKind kind)
    {
        if (!InternalName.TryFromArgument(mailboxOrUser, kind, names, out var name))
        {
            return CommandGuard.Refuse<MailboxEntry>(NotAName(mailboxOrUser));
        }

        return CommandGuard.Run(() =>
        {
            using var directory = SqliteDirectory.Open(path);
            var isFound = directory.TryFind(name, out var entry)
                || (kind == NameKind.Guess && directory.TryFind(mailboxOrUser, out entry));
            return isFound
                ? new CommandOutcome<MailboxEntry>(CommandResult.Done, $"{entry.Name} is at {entry.Location}", entry)
                : new CommandOutcome<MailboxEntry>(CommandResult.NotFound, $"{name} has no entry", default);
        });
    }

    /// <summary>Gives each entry, in the order of the names' bytes; the value counts them.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="row">Called for each. False ends the listing.</param>
    public CommandOutcome<long> List(ListFilter filter, Func<MailboxEntry, bool> row) => CommandGuard.Run(() =>
    {
        using var directory = SqliteDirectory.Open(path);
        var count = 0L;
        foreach (var entry in directory.List(filter))
        {
            count++;
            if (!row(entry))
            {
                break;
            }
        }

        return Counted(count);
    });

    /// <summary>Counts entries without giving them.</summary>
    public CommandOutcome<long> Count(ListFilter filter) => CommandGuard.Run(() =>
    {
        using var directory = SqliteDirectory.Open(path);
        return Counted(directory.Count(filter));
    });

    /// <summary>Removes one entry; a user's other mailboxes stay.</summary>
    public CommandOutcome<EntryChange> Delete(string mailboxOrUser, NameKind kind)
    {
        if (!InternalName.TryFromArgument(mailboxOrUser, kind, names, out var name))
        {
            return CommandGuard.Refuse<EntryChange>(NotAName(mailboxOrUser));
        }

        return CommandGuard.Run(() =>
        {
            using var writer = SqliteDirectoryWriter.Begin(path);
            var before = writer.Find(name);
            if (!writer.Delete(name))
            {
                return new CommandOutcome<EntryChange>(CommandResult.NotFound, $"{name} has no entry", default);
            }

            writer.Commit();
            return new CommandOutcome<EntryChange>(CommandResult.Done, $"{name} is deleted", new EntryChange(before, null));
        });
    }

    /// <summary>Imports a file, in a new directory if there is none.</summary>
    /// <param name="file">Its path, or <see cref="Standard"/>.</param>
    /// <param name="standardInput">Read for <see cref="Standard"/>; stays open.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Leaves the directory as it was, with an exception.</param>
    public CommandOutcome<ImportSummary> Import(string file, Stream standardInput, ImportOptions options, CancellationToken cancellationToken)
    {
        if (options.Backend is { } backend && (!Location.TryParse(backend, out var place) || place.Partition.Length > 0))
        {
            return CommandGuard.Refuse<ImportSummary>($"not a backend: {RecordFields.Shown(backend)}");
        }

        return CommandGuard.Run(() =>
        {
            using var opened = file == Standard ? null : File.OpenRead(file);
            var records = TransferReader.Read(opened ?? standardInput, options.Format, new TransferSettings(names, options.Backend));
            using var writer = BeginImport(options);
            return Summarise(new DirectoryImport(options).Run(records, writer, cancellationToken), options);
        });
    }

    /// <summary>Exports all entries; the value counts those written. A file appears whole or not at all.</summary>
    /// <param name="file">Its path, or <see cref="Standard"/>.</param>
    /// <param name="standardOutput">Written for <see cref="Standard"/>; stays open.</param>
    /// <param name="format">What the file becomes.</param>
    /// <param name="cancellationToken">Leaves no file, with an exception.</param>
    public CommandOutcome<long> Export(string file, Stream standardOutput, TransferFormat format, CancellationToken cancellationToken) =>
        CommandGuard.Run(() =>
        {
            using var directory = SqliteDirectory.Open(path);
            long Write(Stream stream) => TransferWriter.Write(directory.List(default), stream, format, cancellationToken);
            var written = file == Standard ? Write(standardOutput) : AtomicFile.Write(file, Write);
            return new CommandOutcome<long>(CommandResult.Done, $"{Number(written)} entries written", written);
        });

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static CommandOutcome<long> Counted(long count) => new(CommandResult.Done, $"{Number(count)} entries", count);

    private static string NotAName(string text) => $"not a mailbox or user name: {RecordFields.Shown(text)}";

    private static CommandOutcome<ImportSummary> Summarise(ImportSummary summary, ImportOptions options)
    {
        var counts = $"{Number(summary.Changed)} changed, {Number(summary.Unchanged)} unchanged, {Number(summary.Skipped)} skipped, {Number(summary.Bad)} bad";
        var result = summary.Bad == 0 ? CommandResult.Done
            : summary.IsStored || options.IsDryRun ? CommandResult.DoneWithComplaints
            : CommandResult.Failed;
        var stored = summary.IsStored ? string.Empty : options.IsDryRun ? "dry run, nothing stored: " : "nothing stored: ";
        return new CommandOutcome<ImportSummary>(result, stored + counts, summary);
    }

    private SqliteDirectoryWriter? BeginImport(ImportOptions options)
    {
        if (options.IsDryRun && !File.Exists(path))
        {
            return null;
        }

        SqliteDirectory.Create(path);
        return SqliteDirectoryWriter.Begin(path);
    }
}
