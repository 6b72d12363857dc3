using MailFront.Authentication.Names;
using MailFront.Configuration.Settings;
using MailFront.Defence;
using MailFront.Defence.Admission;
using MailFront.Protocol;
using MailFront.Sessions;
using MailFront.Transport.Relaying;
using MailFront.Transport.Tls;

namespace MailFront.Composition;

/// <summary>Turns what the files say of one service into the settings of the room Sessions.</summary>
internal static class ServiceMapping
{
    /// <summary>The protocol a listener speaks.</summary>
    public static MailProtocol Protocol(ListenerSettings listener) =>
        listener.Protocol == ListenerProtocol.Imap ? MailProtocol.Imap : MailProtocol.Pop3;

    /// <summary>The service's settings, with <paramref name="tls"/> as its certificates.</summary>
    public static Sessions.ServiceSettings Settings(ListenerSettings listener, AccessSettings access, TlsContexts? tls, string version)
    {
        var service = listener.Service;
        return new Sessions.ServiceSettings
        {
            ImplicitTls = listener.ImplicitTls,
            ExpectsProxyHeader = listener.ExpectsProxyHeader,
            TrustedProxies = access.TrustedProxies,
            MaxConnections = listener.MaxConnections,
            Tls = tls,
            Identity = new ServerIdentity(service.Identity.ServerName, Disclosure(service.Identity.ServerInfo), version),
            UserNames = new UserNamePolicy(Names(service.Login) with
            {
                CutDetail = listener.Protocol == ListenerProtocol.Imap ? service.Login.ImapMagicPlus : service.Login.PopSubfolders,
            }),
            Relay = new RelayOptions
            {
                ClientIdle = listener.Protocol == ListenerProtocol.Imap ? service.Deadlines.ImapInactivity : service.Deadlines.Pop3Inactivity,
            },
            Failures = Failures(service.Login, service.Deadlines),
            Login = Login(service),
        };
    }

    /// <summary>How login names of a service become user names.</summary>
    public static UserNameOptions Names(LoginSettings login) => new()
    {
        LowerCase = login.UserNameToLower,
        VirtualDomains = login.VirtualDomains switch
        {
            VirtualDomains.UserId => VirtualDomainsMode.UserId,
            VirtualDomains.On => VirtualDomainsMode.On,
            _ => VirtualDomainsMode.Off,
        },
        DefaultDomain = login.DefaultDomain,
    };

    /// <summary>What a failed login costs at a service.</summary>
    public static FailureLimits Failures(LoginSettings login, DeadlineSettings deadlines) => new()
    {
        Pause = login.FailedLoginPause,
        MaxFailures = login.MaxFailures,
        Deadline = deadlines.Failed,
    };

    private static ServerDisclosure Disclosure(ServerInfo info) => info switch
    {
        ServerInfo.On => ServerDisclosure.On,
        ServerInfo.Min => ServerDisclosure.Min,
        _ => ServerDisclosure.Off,
    };

    private static LoginOptions Login(Configuration.Settings.ServiceSettings service) => new()
    {
        AllowPlaintext = service.Login.AllowPlaintext,
        TlsRequired = service.Login.TlsRequired,
        AllowStartTls = service.Login.AllowStartTls,
        PlaintextLoginPause = service.Login.PlaintextLoginPause,
        Mechanisms = service.Login.Mechanisms,
        Admins = service.Login.Admins,
        ExternalUser = service.Login.ExternalUser switch
        {
            ExternalUserKind.Email => ExternalUser.Email,
            ExternalUserKind.Upn => ExternalUser.Upn,
            _ => ExternalUser.CommonName,
        },
        SuppressCapabilities = service.Identity.SuppressedCapabilities,
        ImapIdResponse = service.Identity.AnswersId,
        ProxyHeaderDeadline = service.Deadlines.ProxyHeader,
        HandshakeDeadline = service.Deadlines.Handshake,
        FirstCommandDeadline = service.Deadlines.FirstCommand,
        CommandDeadline = service.Deadlines.Command,
        SlowLogin = service.Deadlines.SlowLogin,
        LoginDeadline = service.Deadlines.Login,
        ScalingStart = service.Deadlines.ScalingPercent / 100f,
        MaxLineBytes = service.Limits.PreLoginMaxLine,
        Sessions = new SessionCaps(service.Limits.MaxLoginsPerHost, service.Limits.MaxLoginsPerUser),
        MaxLiteralBytes = service.Limits.PreLoginMaxLiteral,
    };
}
