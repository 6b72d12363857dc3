using MailFront.Defence.Admission;
using MailFront.Defence.Pressure;

namespace MailFront.Sessions;

/// <summary>What a service allows before login and how long it waits; one snapshot, replaced on reload.</summary>
public sealed record LoginOptions
{
    /// <summary>LOGIN, USER and PLAIN without TLS (<c>allowplaintext</c>). Default false, as Cyrus.</summary>
    public bool AllowPlaintext { get; init; }

    /// <summary>Refuse any login without TLS (<c>tls_required</c>). Default false.</summary>
    public bool TlsRequired { get; init; }

    /// <summary>Offer STARTTLS and STLS when there is a certificate (<c>allowstarttls</c>). Default true here.</summary>
    public bool AllowStartTls { get; init; } = true;

    /// <summary>Delay of the OK to a login without TLS (<c>plaintextloginpause</c>); holds no thread. Default none.</summary>
    public TimeSpan PlaintextLoginPause { get; init; }

    /// <summary>SASL mechanisms offered, upper case (<c>sasl_mech_list</c>, of those implemented).</summary>
    public IReadOnlyList<string> Mechanisms { get; init; } = ["PLAIN", "LOGIN"];

    /// <summary>Who may act as any other user (<c>admins</c>).</summary>
    public IReadOnlyList<string> Admins { get; init; } = [];

    /// <summary>Where a client certificate names its user (<c>mailfront_external_user</c>). Default the common name.</summary>
    public ExternalUser ExternalUser { get; init; }

    /// <summary>Capability names never shown (<c>suppress_capabilities</c>).</summary>
    public IReadOnlyList<string> SuppressCapabilities { get; init; } = [];

    /// <summary>Answer ID with our name (<c>imapidresponse</c>). Default true.</summary>
    public bool ImapIdResponse { get; init; } = true;

    /// <summary>Sessions at once for one user and one address (<c>maxlogins_per_user</c>, <c>maxlogins_per_host</c>). Default no cap.</summary>
    public SessionCaps Sessions { get; init; }

    /// <summary>From accept to the end of the PROXY header (<c>mailfront_proxy_header_deadline</c>). Default 5 s.</summary>
    public TimeSpan ProxyHeaderDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For a TLS handshake (<c>mailfront_handshake_deadline</c>). Default 10 s.</summary>
    public TimeSpan HandshakeDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the greeting to the end of the first command (<c>mailfront_first_command_deadline</c>). Default 20 s.</summary>
    public TimeSpan FirstCommandDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>From a command's first byte to its last (<c>mailfront_command_deadline</c>). Default 30 s.</summary>
    public TimeSpan CommandDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From accept to a successful login (<c>mailfront_login_deadline</c>). Default 60 s.</summary>
    public TimeSpan LoginDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Pressure, 0 to 1, from which on these deadlines shrink for whoever is not proven (<c>mailfront_deadline_scaling</c>); 1: never. Default 0.5.
    /// </summary>
    public float ScalingStart { get; init; } = ScaledDeadline.UsualStart;

    /// <summary>A login that takes longer is told in a line of its own, the deliberate delay not counted (<c>mailfront_slow_login</c>). Default 1 s.</summary>
    public TimeSpan SlowLogin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most commands and SASL responses before login. Default 100: clients need ten, and a flood of them is somebody's only aim.</summary>
    public int MaxCommands { get; init; } = 100;

    /// <summary>Longest line before login in bytes, line end included. Default 8192, as Cyrus' POP3 and Dovecot.</summary>
    public int MaxLineBytes { get; init; } = 8_192;

    /// <summary>Largest literal before login in bytes. Default 4096: room for any password, not for an attack.</summary>
    public int MaxLiteralBytes { get; init; } = 4_096;
}
