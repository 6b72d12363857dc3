namespace MailFront.Configuration.Settings;

/// <summary>The PostgreSQL table with passwords.</summary>
public sealed record SqlSettings
{
    /// <summary><c>mailfront_sql_connection</c>.</summary>
    public required HiddenText Connection { get; init; }

    /// <summary>What is in <c>mailfront_sql_password_file</c>; null when it is not set.</summary>
    public HiddenText? Password { get; init; }

    /// <summary><c>mailfront_sql_query</c>.</summary>
    public required string Query { get; init; }
}
