namespace MailFront.Authentication.Lanes;

/// <summary>What one endpoint does now, and has done since start.</summary>
public sealed record EndpointSnapshot
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Questions it thinks about now.</summary>
    public required int Running { get; init; }

    /// <summary>Questions it is asked at once, as learned.</summary>
    public required int Limit { get; init; }

    /// <summary>Questions it is asked at once at most, as configured.</summary>
    public required int ConfiguredLimit { get; init; }

    /// <summary>Whether it is asked.</summary>
    public required BreakerState Breaker { get; init; }

    /// <summary>How often it was left alone for not answering.</summary>
    public required long BreakerOpenings { get; init; }

    /// <summary>Questions in which it could not answer, or not within the deadline.</summary>
    public required long Failures { get; init; }

    /// <summary>Time taken by passwords that were right.</summary>
    public required DurationSnapshot RunSuccess { get; init; }

    /// <summary>Time taken by everything else.</summary>
    public required DurationSnapshot RunFailure { get; init; }
}
