using MailFront.Authentication.Hashing;
using MailFront.Authentication.Mechanisms.Scram;

namespace MailFront.Authentication.PasswdFiles;

/// <summary>How many usable entries of a passwd-file can answer mechanisms in which no password is sent, and what the first such entry looks like.</summary>
/// <param name="Usable">All usable entries.</param>
/// <param name="Plain">Passwords as they are.</param>
/// <param name="Sha1">Keys for SCRAM-SHA-1.</param>
/// <param name="Sha256">Keys for SCRAM-SHA-256.</param>
internal readonly record struct ScramSurvey(int Usable, int Plain, int Sha1, int Sha256)
{
    /// <summary>The first keys in the file for SCRAM-SHA-1; null when there are none.</summary>
    public ScramKeys? FirstSha1 { get; private init; }

    /// <summary>The first keys in the file for SCRAM-SHA-256; null when there are none.</summary>
    public ScramKeys? FirstSha256 { get; private init; }

    /// <summary>Counts one more usable entry.</summary>
    public ScramSurvey With(IPasswordHash hash)
    {
        var more = this with { Usable = Usable + 1 };
        return hash switch
        {
            PlainHash => more with { Plain = Plain + 1 },
            ScramHash scram when scram.Algorithm == ScramAlgorithm.Sha1 => more with { Sha1 = Sha1 + 1, FirstSha1 = FirstSha1 ?? scram.Keys },
            ScramHash scram => more with { Sha256 = Sha256 + 1, FirstSha256 = FirstSha256 ?? scram.Keys },
            _ => more,
        };
    }

    /// <summary>Entries that can answer SCRAM with this hash.</summary>
    public int Able(ScramAlgorithm algorithm) => Plain + Stored(algorithm);

    /// <summary>What a decoy should look like: the first stored keys, unless plain passwords are more; then null.</summary>
    public ScramKeys? Model(ScramAlgorithm algorithm) =>
        Stored(algorithm) < Plain ? null : algorithm == ScramAlgorithm.Sha1 ? FirstSha1 : FirstSha256;

    private int Stored(ScramAlgorithm algorithm) => algorithm == ScramAlgorithm.Sha1 ? Sha1 : Sha256;
}
