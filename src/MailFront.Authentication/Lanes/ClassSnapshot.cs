using MailFront.Defence.Login;

namespace MailFront.Authentication.Lanes;

/// <summary>What happened to one class of logins since start, and what it does now.</summary>
public sealed record ClassSnapshot
{
    /// <summary>The class: known, new or suspect.</summary>
    public required LoginClass Class { get; init; }

    /// <summary>In the queue now.</summary>
    public required int Waiting { get; init; }

    /// <summary>In slots now, those included that nobody waits for any more.</summary>
    public required int Running { get; init; }

    /// <summary>Answers of "yes".</summary>
    public required long Accepted { get; init; }

    /// <summary>Answers of "no".</summary>
    public required long Wrong { get; init; }

    /// <summary>Answers of "unknown user".</summary>
    public required long UnknownUser { get; init; }

    /// <summary>Questions that could not be answered, each try counted.</summary>
    public required long Unavailable { get; init; }

    /// <summary>Those of <see cref="Unavailable"/> that were asked again of another endpoint.</summary>
    public required long FailedOver { get; init; }

    /// <summary>Refused at once since no endpoint works, or put out of the queue when the last one failed.</summary>
    public required long Down { get; init; }

    /// <summary>Refused at once by a full queue.</summary>
    public required long Overloaded { get; init; }

    /// <summary>Put out of a full queue in favour of another.</summary>
    public required long Displaced { get; init; }

    /// <summary>The deadline passed, waiting or running.</summary>
    public required long Expired { get; init; }

    /// <summary>The client left while the question was in line.</summary>
    public required long Abandoned { get; init; }

    /// <summary>Time in the queue of those that got a slot.</summary>
    public required DurationSnapshot Wait { get; init; }

    /// <summary>Time in a slot of those that were right.</summary>
    public required DurationSnapshot RunSuccess { get; init; }

    /// <summary>Time in a slot of all others.</summary>
    public required DurationSnapshot RunFailure { get; init; }
}
