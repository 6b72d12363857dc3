namespace MailFront.Admin.Queues;

/// <summary>One of the systems behind a checker.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Running">Questions it thinks about now.</param>
/// <param name="Limit">Questions it is asked at once.</param>
/// <param name="Breaker"><c>closed</c> when it is asked, <c>open</c> when it is left alone, <c>half_open</c> while one question tries it.</param>
public sealed record EndpointView(string Name, int Running, int Limit, string Breaker)
{
    /// <summary>Questions in which it could not answer.</summary>
    public long Failures { get; init; }
}
