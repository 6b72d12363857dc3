using MailFront.Authentication.Hashing;
using MailFront.Postgres;

namespace MailFront.UnitTests.Postgres;

internal sealed class MemoryPasswordTable(IReadOnlyDictionary<string, string> rows) : IPasswordTable
{
    public string? Trouble { get; set; }

    public int Questions { get; private set; }

    public Task<StoredRow> FindAsync(string user, CancellationToken cancellationToken)
    {
        Questions++;
        return Task.FromResult(Trouble is not null ? StoredRow.Failed(Trouble)
            : rows.TryGetValue(user, out string? stored) ? new StoredRow(StoredPassword.Parse(stored), null)
            : default);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
