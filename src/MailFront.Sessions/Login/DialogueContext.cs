using MailFront.Authentication.Mechanisms;
using MailFront.Defence.Login;
using MailFront.Transport;

namespace MailFront.Sessions.Login;

/// <summary>What a dialogue works with.</summary>
/// <param name="Channel">The client's channel.</param>
/// <param name="Clock">The deadlines.</param>
/// <param name="Service">The service the client came to.</param>
/// <param name="Settings">Its settings when the connection was accepted.</param>
/// <param name="Offer">Makes the capability lists.</param>
/// <param name="Mechanisms">Gives the mechanisms in force now.</param>
/// <param name="SessionId">For log lines and the OK to a login.</param>
internal sealed record DialogueContext(
    Channel Channel,
    LoginClock Clock,
    Service Service,
    ServiceSettings Settings,
    CapabilityOffer Offer,
    Func<MechanismCatalogue> Mechanisms,
    string SessionId)
{
    /// <summary>Measures how long mechanisms take.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Told what the client says of itself by ID, made safe; null when it is to be forgotten.</summary>
    public required Action<string?> Identified { get; init; }

    /// <summary>Told of an exchange that the client left after it had named a user.</summary>
    public required Action<SaslProgress> Forsaken { get; init; }

    /// <summary>The class in which a mechanism waits for its turn, by the name that the client gives; empty where it gives none.</summary>
    public required Func<string, LoginClass> ClassOf { get; init; }
}
