using MailFront.Authentication.Mechanisms.Scram;
using MailFront.Defence.Login;

namespace MailFront.Authentication.Mechanisms;

/// <summary>Secrets stored on our side, for mechanisms in which the client does not send its password.</summary>
public interface IStoredSecrets
{
    /// <summary>Whether users can log in by SCRAM with this hash now.</summary>
    bool CanAnswer(ScramAlgorithm algorithm);

    /// <summary>Whether users can log in by APOP now.</summary>
    bool CanAnswerApop { get; }

    /// <summary>The password of a user, by canonical name, where it is stored as it is; null for all others.</summary>
    byte[]? FindPlain(string user);

    /// <summary>
    /// The keys of a user, by canonical name; for all others a decoy that is the same each time and that nobody can use. Null when they cannot be had
    /// now. What takes long is done in the order of classes, and holds no thread that connections need.
    /// </summary>
    internal ValueTask<ScramKeys?> FindKeysAsync(string user, ScramAlgorithm algorithm, LoginClass loginClass, CancellationToken cancellationToken);
}
