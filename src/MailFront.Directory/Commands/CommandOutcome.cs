namespace MailFront.Directory.Commands;

/// <summary>Outcome of a directory command.</summary>
/// <typeparam name="T">What the command gives.</typeparam>
/// <param name="Result">How it ended.</param>
/// <param name="Message">One line for an administrator, without a full stop.</param>
/// <param name="Value">What it gives; default after <see cref="CommandResult.Refused"/> and <see cref="CommandResult.Failed"/>.</param>
public sealed record CommandOutcome<T>(CommandResult Result, string Message, T? Value)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool IsDone => Result == CommandResult.Done;
}
