using MailFront.Authentication;
using MailFront.Authentication.Mechanisms;
using MailFront.Backends;
using MailFront.Backends.Registry;
using MailFront.Defence;
using MailFront.Defence.Admission;
using MailFront.Defence.Login;
using MailFront.Defence.Pressure;
using MailFront.Directory;
using MailFront.Sessions.Login;
using MailFront.Sessions.Rules;
using MailFront.Transport.Deadlines;
using MailFront.Transport.Handshakes;
using MailFront.Transport.Relaying;

namespace MailFront.Sessions;

/// <summary>What a session needs of the other rooms; made once by the composition. Immutable; each room replaces its own snapshots.</summary>
public sealed record SessionRooms
{
    /// <summary>Decides.</summary>
    public required DefenceEngine Defence { get; init; }

    /// <summary>The way to a password verdict.</summary>
    public required AuthenticationGateway Gateway { get; init; }

    /// <summary>Which mechanisms can be answered.</summary>
    public MechanismCatalogue Mechanisms { get; init; } = MechanismCatalogue.PasswordsOnly;

    /// <summary>What past logins say of the next one; shared with the gateway.</summary>
    public required ILoginEvidence Evidence { get; init; }

    /// <summary>How near the process is to its limits.</summary>
    public PressureGauge Pressure { get; init; } = new();

    /// <summary>Who computes a TLS handshake next; null for everybody at once.</summary>
    public HandshakeGate? Handshakes { get; init; }

    /// <summary>The operator's rules, and what was decided last.</summary>
    public required RuleDesk Rules { get; init; }

    /// <summary>Where users live.</summary>
    public required MailboxLocator Locator { get; init; }

    /// <summary>What server names mean.</summary>
    public required BackendRegistry Backends { get; init; }

    /// <summary>Opens backend connections.</summary>
    public required BackendConnector Connector { get; init; }

    /// <summary>What may be promised before login.</summary>
    public required CapabilityOffer Offer { get; init; }

    /// <summary>Every connection.</summary>
    public required ConnectionLedger Ledger { get; init; }

    /// <summary>Sessions by user and address.</summary>
    public SessionTally Sessions { get; init; } = new();

    /// <summary>How logins ended.</summary>
    public LoginCounters Logins { get; init; } = new();

    /// <summary>Every deadline.</summary>
    public required DeadlineWheel Wheel { get; init; }

    /// <summary>Idle limits after login.</summary>
    public required IdleSweeper Sweeper { get; init; }

    /// <summary>Makes session ids.</summary>
    public required SessionIds Ids { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
