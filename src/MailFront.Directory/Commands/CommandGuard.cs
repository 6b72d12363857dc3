namespace MailFront.Directory.Commands;

/// <summary>Turns what the operating system and SQLite may throw into an outcome.</summary>
internal static class CommandGuard
{
    public static CommandOutcome<T> Run<T>(Func<CommandOutcome<T>> command)
    {
        try
        {
            return command();
        }
        catch (Exception error) when (error is DirectoryException or IOException or UnauthorizedAccessException)
        {
            return new CommandOutcome<T>(CommandResult.Failed, error.Message, default);
        }
    }

    public static CommandOutcome<T> Refuse<T>(string message) => new(CommandResult.Refused, message, default);
}
