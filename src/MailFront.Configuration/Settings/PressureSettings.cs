namespace MailFront.Configuration.Settings;

/// <summary>What is capped so that a flood of it leaves room for the rest.</summary>
public sealed record PressureSettings
{
    /// <summary><c>mailfront_max_handshakes</c>: TLS handshakes that compute at once; 0: no cap; null (default): from the processors.</summary>
    public int? MaxHandshakes { get; init; }
}
