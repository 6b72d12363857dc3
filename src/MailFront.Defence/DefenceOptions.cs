namespace MailFront.Defence;

/// <summary>Limits of the process as a whole that the engine applies.</summary>
public sealed record DefenceOptions
{
    /// <summary>Most connections (<c>mailfront_max_connections</c>, resolved from the descriptor limit when 0 was written).</summary>
    public required int MaxConnections { get; init; }

    /// <summary>Most connections that are not logged in (<c>mailfront_max_prelogin</c>, half of the former when 0 was written).</summary>
    public required int MaxPreLoginConnections { get; init; }
}
