using MailFront.Authentication.Hashing;
using MailFront.Authentication.PasswdFiles;

namespace MailFront.Authentication.Checkers;

/// <summary>
/// Checks passwords against <c>mailfront_passwd_file</c>. A user who is not there, is locked or has a damaged entry costs the same arithmetic as
/// one who is, at the cost most entries have. Its lane should run <see cref="HashingThreads.Count"/> questions at once: the threads queue little.
/// </summary>
public sealed class PasswdFileChecker(PasswdFile file, HashingThreads threads) : IPasswordChecker
{
    /// <inheritdoc/>
    public string Name => "passwd-file";

    /// <inheritdoc/>
    public async ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        if (file.Contents is not { } contents)
        {
            return new CheckOutcome(CheckVerdict.Unavailable, "the passwd-file is not loaded");
        }

        if (question.Password.Length is 0 or > PasswdEntry.MaxPasswordLength)
        {
            return new CheckOutcome(CheckVerdict.Wrong, "empty or overlong password");
        }

        PasswdEntryKind kind = contents.Find(question.User, out IPasswordHash? hash);
        bool matches = false;
        if ((hash ?? contents.TypicalHash) is { } work)
        {
            if (!threads.TryStart(work, question.Password, out Task<bool>? comparison, cancellationToken))
            {
                return new CheckOutcome(CheckVerdict.Unavailable, "all hashing threads are busy");
            }

            matches = await comparison;
        }

        return kind switch
        {
            PasswdEntryKind.Usable when matches => new CheckOutcome(CheckVerdict.Accepted, null),
            PasswdEntryKind.Usable => new CheckOutcome(CheckVerdict.Wrong, "wrong password"),
            PasswdEntryKind.Locked => new CheckOutcome(CheckVerdict.Wrong, "locked"),

            // "Unavailable" would be truer, but would tell anybody that the user exists. The file's reader has warned the operator.
            PasswdEntryKind.Damaged => new CheckOutcome(CheckVerdict.Wrong, "the user's entry in the passwd-file cannot be used"),
            _ => new CheckOutcome(CheckVerdict.UnknownUser, "unknown user"),
        };
    }
}
