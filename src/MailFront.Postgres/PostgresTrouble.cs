using Npgsql;

namespace MailFront.Postgres;

/// <summary>What Npgsql throws for its server's and its network's trouble, and how it is told in a log.</summary>
internal static class PostgresTrouble
{
    /// <summary>Whether <paramref name="failure"/> is the database's or the network's doing.</summary>
    public static bool IsTrouble(Exception failure) =>
        failure is NpgsqlException or TimeoutException or OperationCanceledException or InvalidOperationException or InvalidCastException
            or IndexOutOfRangeException or IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException;

    /// <summary>In a few words. The message of a failure may quote the connection string or a row; its kind does not.</summary>
    public static string Describe(Exception failure) => failure switch
    {
        PostgresException refused => $"SQLSTATE {refused.SqlState}",
        { InnerException: System.Net.Sockets.SocketException socket } => socket.SocketErrorCode.ToString(),
        { InnerException: { } inner } => inner.GetType().Name,
        _ => failure.GetType().Name,
    };
}
