using MailFront.Authentication.Hashing;
using MailFront.Authentication.Lanes;
using MailFront.Configuration.Settings;
using MailFront.Postgres;

namespace MailFront.Composition;

/// <summary>Turns what the files say of PostgreSQL into an endpoint.</summary>
internal static class SqlMapping
{
    /// <summary>
    /// The one endpoint: a connection string may name several hosts. Asked as often at once as configured, but never more than the hashing threads
    /// take beside the passwd-file's.
    /// </summary>
    public static CheckerEndpoint Endpoint(SqlSettings settings, CheckerSettings all, HashingThreads hashing)
    {
        var limit = Math.Min(all.Concurrency, hashing.Queued);
        var options = new SqlCheckerOptions
        {
            Connection = settings.Connection.Reveal(),
            Password = settings.Password?.Reveal(),
            Query = settings.Query,
            MaxConnections = limit,
            Deadline = all.Deadline,
        };
        return new CheckerEndpoint("sql", new SqlPasswordChecker(options, hashing), limit);
    }
}
