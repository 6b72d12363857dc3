using MailFront.Authentication.Checkers;
using MailFront.Protocol;

namespace MailFront.Authentication.Hashing;

/// <summary>
/// Turns a stored password and the one that was sent into a verdict. A user who is not known, is locked or has a damaged entry costs the same
/// arithmetic as one who is, so that the time of an answer does not tell who exists.
/// </summary>
/// <param name="threads">Where the arithmetic is done.</param>
public sealed class PasswordComparison(HashingThreads threads)
{
    /// <summary>Longest password compared, in octets: as saslauthd's. SHA-crypt's time grows with it: five times the usual at this length.</summary>
    public const int MaxPasswordLength = 256;

    /// <summary>The verdict on a password that is not even worth a look into a store; null when it is.</summary>
    public static CheckOutcome? Refuse(Secret password) =>
        password.Length is 0 or > MaxPasswordLength ? new CheckOutcome(CheckVerdict.Wrong, "empty or overlong password") : null;

    /// <summary>Compares on a hashing thread.</summary>
    /// <param name="stored">What the store has for the user.</param>
    /// <param name="typical">What it has for most users, computed for one who has nothing; not usable when the store is empty.</param>
    /// <param name="password">What the client sent.</param>
    /// <param name="cancellationToken">The client has left or the time is up: throws.</param>
    public async ValueTask<CheckOutcome> JudgeAsync(StoredPassword stored, StoredPassword typical, Secret password, CancellationToken cancellationToken)
    {
        bool matches = false;
        if ((stored.Hash ?? typical.Hash) is { } work)
        {
            if (!threads.TryStart(work, password, out Task<bool>? comparison, cancellationToken))
            {
                return new CheckOutcome(CheckVerdict.Unavailable, "all hashing threads are busy");
            }

            matches = await comparison;
        }

        return stored.Kind switch
        {
            StoredPasswordKind.Usable when matches => new CheckOutcome(CheckVerdict.Accepted, null),
            StoredPasswordKind.Usable => new CheckOutcome(CheckVerdict.Wrong, "wrong password"),
            StoredPasswordKind.Locked => new CheckOutcome(CheckVerdict.Wrong, "locked"),

            // "Unavailable" would be truer, but would tell anybody that the user exists.
            StoredPasswordKind.Damaged => new CheckOutcome(CheckVerdict.Wrong, "the password stored for the user cannot be used"),
            _ => new CheckOutcome(CheckVerdict.UnknownUser, "unknown user"),
        };
    }
}
