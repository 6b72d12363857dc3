using MailFront.Authentication.Mechanisms.Gssapi;
using MailFront.Authentication.Mechanisms.OAuth;
using MailFront.Authentication.Mechanisms.Scram;

namespace MailFront.Authentication.Mechanisms;

/// <summary>Which mechanisms can be answered, and their exchanges. Nothing is offered that could only fail. Immutable; replaced on reload.</summary>
public sealed record MechanismCatalogue
{
    /// <summary>Only what needs nothing but a password checker.</summary>
    public static MechanismCatalogue PasswordsOnly { get; } = new();

    /// <summary>Secrets stored on our side; null when the first checker has none.</summary>
    public IStoredSecrets? Secrets { get; init; }

    /// <summary>Decides about access tokens; null for none.</summary>
    public ITokenVerifier? Tokens { get; init; }

    /// <summary>Accepts Kerberos clients; null for none.</summary>
    public KerberosAcceptor? Kerberos { get; init; }

    /// <summary>POP3 may offer APOP (<c>mailfront_apop</c>).</summary>
    public bool AllowApop { get; init; }

    /// <summary>The mechanisms that <paramref name="situation"/> can use, in the order of <c>sasl_mech_list</c>.</summary>
    public IReadOnlyList<string> Offered(MechanismSituation situation) => [.. situation.Allowed.Where(name => CanAnswer(name, situation))];

    /// <summary>Begins an exchange of <paramref name="mechanism"/> (any case); null when it is not offered.</summary>
    public ISaslExchange? TryStart(string mechanism, MechanismSituation situation)
    {
        var name = mechanism.ToUpperInvariant();
        if (!situation.Allowed.Contains(name) || !CanAnswer(name, situation))
        {
            return null;
        }

        return name switch
        {
            MechanismNames.Plain => new PlainExchange(),
            MechanismNames.Login => new LoginExchange(),
            MechanismNames.ScramSha1 when Secrets is { } secrets => Scram(ScramAlgorithm.Sha1, secrets, situation),
            MechanismNames.ScramSha256 when Secrets is { } secrets => Scram(ScramAlgorithm.Sha256, secrets, situation),
            MechanismNames.OAuthBearer or MechanismNames.XOAuth2 when Tokens is { } tokens => new BearerExchange(name, tokens, situation.ClassOf),
            MechanismNames.External when situation.CertificateUser is { } user => new ExternalExchange(user),
            MechanismNames.Gssapi when Kerberos is { } kerberos => kerberos.Start(situation.ClassOf),
            _ => null,
        };
    }

    /// <summary>Whether POP3 greets with a timestamp and takes APOP.</summary>
    public bool OffersApop(MechanismSituation situation) => AllowApop && situation.MayLogIn && Secrets is { CanAnswerApop: true };

    /// <summary>Whether more would be offered if the connection had TLS.</summary>
    public bool NeedsTls(string mechanism, MechanismSituation situation)
    {
        var name = mechanism.ToUpperInvariant();
        return situation.Allowed.Contains(name) && !CanAnswer(name, situation)
            && CanAnswer(name, situation with { MaySendPassword = true, MayLogIn = true });
    }

    private static ScramExchange Scram(ScramAlgorithm algorithm, IStoredSecrets secrets, MechanismSituation situation) =>
        new(algorithm, secrets, situation.UserNames, ScramExchange.NewNonce(), situation.ClassOf);

    private bool CanAnswer(string name, MechanismSituation situation) => name switch
    {
        MechanismNames.Plain or MechanismNames.Login => situation.MaySendPassword,
        MechanismNames.ScramSha1 => situation.MayLogIn && Secrets?.CanAnswer(ScramAlgorithm.Sha1) == true,
        MechanismNames.ScramSha256 => situation.MayLogIn && Secrets?.CanAnswer(ScramAlgorithm.Sha256) == true,
        MechanismNames.OAuthBearer or MechanismNames.XOAuth2 => situation.MaySendPassword && Tokens is { IsReady: true },
        MechanismNames.External => situation is { MayLogIn: true, CertificateUser: not null },
        MechanismNames.Gssapi => situation.MayLogIn && Kerberos is { IsReady: true },
        _ => false,
    };
}
