namespace MailFront.Postgres;

/// <summary>Where stored passwords are looked up.</summary>
internal interface IPasswordTable : IAsyncDisposable
{
    /// <summary>Looks a user up. What the database does wrong is a value; throws only when <paramref name="cancellationToken"/> is cancelled.</summary>
    Task<StoredRow> FindAsync(string user, CancellationToken cancellationToken);
}
