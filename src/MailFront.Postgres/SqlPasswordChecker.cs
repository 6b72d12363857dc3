using MailFront.Authentication;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Hashing;

namespace MailFront.Postgres;

/// <summary>Checks passwords against hashes that a query of PostgreSQL gives; they are compared here, in the same time for everybody.</summary>
public sealed class SqlPasswordChecker : IPasswordChecker, IAsyncDisposable
{
    private readonly IPasswordTable _table;
    private readonly PasswordComparison _comparison;
    private readonly TypicalPassword _typical = new();

    /// <summary>A checker; nothing is connected yet.</summary>
    /// <exception cref="ArgumentException">The connection string is none.</exception>
    public SqlPasswordChecker(SqlCheckerOptions options, HashingThreads threads)
        : this(new PostgresPasswordTable(options), threads)
    {
    }

    internal SqlPasswordChecker(IPasswordTable table, HashingThreads threads)
    {
        _table = table;
        _comparison = new PasswordComparison(threads);
    }

    /// <inheritdoc/>
    public string Name => "sql";

    /// <inheritdoc/>
    public async ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PasswordComparison.Refuse(question.Password) is { } refused)
        {
            return refused;
        }

        StoredRow row = await _table.FindAsync(question.User, cancellationToken);
        if (row.Trouble is { } trouble)
        {
            return new CheckOutcome(CheckVerdict.Unavailable, trouble);
        }

        _typical.Learn(row.Stored);
        return await _comparison.JudgeAsync(row.Stored, _typical.Current, question.Password, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _table.DisposeAsync();
}
