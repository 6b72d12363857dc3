using MailFront.Authentication.Hashing;

namespace MailFront.Postgres;

/// <summary>What the table has for a user, or why nobody knows.</summary>
/// <param name="Stored">The password; the default for no row.</param>
/// <param name="Trouble">For the log; null when the question was answered.</param>
internal readonly record struct StoredRow(StoredPassword Stored, string? Trouble)
{
    /// <summary>No answer.</summary>
    public static StoredRow Failed(string trouble) => new(default, trouble);
}
