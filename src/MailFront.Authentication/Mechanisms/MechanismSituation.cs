using MailFront.Authentication.Names;
using MailFront.Defence.Login;

namespace MailFront.Authentication.Mechanisms;

/// <summary>What the choice of mechanisms depends on, for one connection at one time.</summary>
/// <param name="Allowed">Mechanisms of <c>sasl_mech_list</c>, upper case, in the order they are offered.</param>
/// <param name="UserNames">How login names become user names.</param>
public sealed record MechanismSituation(IReadOnlyList<string> Allowed, UserNamePolicy UserNames)
{
    /// <summary>A password or token may be sent: there is TLS, or it is not asked for.</summary>
    public bool MaySendPassword { get; init; }

    /// <summary>A login is allowed at all: there is TLS, or <c>tls_required</c> is off.</summary>
    public bool MayLogIn { get; init; }

    /// <summary>
    /// The class in which a mechanism that has to ask somebody waits for its turn, by the name the client gives; empty where it gives none.
    /// </summary>
    public Func<string, LoginClass> ClassOf { get; init; } = static _ => LoginClass.New;

    /// <summary>The user whom a verified client certificate names; null without one.</summary>
    public string? CertificateUser { get; init; }
}
