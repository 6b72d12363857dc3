namespace MailFront.Admin.Queues;

/// <summary>One class of logins at a checker: what it does now, and what became of its questions since start.</summary>
/// <param name="Class">Name of the class in lower case.</param>
/// <param name="Waiting">In line now.</param>
/// <param name="Running">With the checker now.</param>
public sealed record ClassView(string Class, int Waiting, int Running)
{
    /// <summary>How questions ended, by name in snake_case.</summary>
    public IReadOnlyDictionary<string, long> Ended { get; init; } = new Dictionary<string, long>();

    /// <summary>Time in line of those that were asked; null when it is not measured.</summary>
    public DurationView? Wait { get; init; }

    /// <summary>Time the checker took for passwords that were right; null when it is not measured.</summary>
    public DurationView? RunSuccess { get; init; }

    /// <summary>Time the checker took for everything else; null when it is not measured.</summary>
    public DurationView? RunFailure { get; init; }
}
