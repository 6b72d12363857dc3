using MailFront.Authentication.Hashing;
using MailFront.Authentication.PasswdFiles;

namespace MailFront.Authentication.Checkers;

/// <summary>
/// Checks passwords against <c>mailfront_passwd_file</c>, in the same time for everybody (see <see cref="PasswordComparison"/>).
/// Its lane should run <see cref="HashingThreads.Count"/> questions at once: the threads queue little.
/// </summary>
public sealed class PasswdFileChecker(PasswdFile file, HashingThreads threads) : IPasswordChecker
{
    private readonly PasswordComparison _comparison = new(threads);

    /// <inheritdoc/>
    public string Name => "passwd-file";

    /// <inheritdoc/>
    public async ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        if (file.Contents is not { } contents)
        {
            return new CheckOutcome(CheckVerdict.Unavailable, "the passwd-file is not loaded");
        }

        return PasswordComparison.Refuse(question.Password)
            ?? await _comparison.JudgeAsync(contents.Find(question.User), contents.Typical, question.Password, cancellationToken);
    }
}
