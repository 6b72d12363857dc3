namespace MailFront.Configuration.Settings;

/// <summary>How nodes tell each other what they know.</summary>
public sealed record FleetSettings
{
    /// <summary><c>mailfront_fleet_connection</c>.</summary>
    public required HiddenText Connection { get; init; }

    /// <summary>What is in <c>mailfront_fleet_password_file</c>; null when it is not set.</summary>
    public HiddenText? Password { get; init; }

    /// <summary>What is in <c>mailfront_fleet_secret_file</c>: the same on all nodes.</summary>
    public required HiddenText Secret { get; init; }
}
