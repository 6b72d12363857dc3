using System.Net;
using System.Text;
using MailFront.Backends;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Health;
using MailFront.Backends.Registry;
using MailFront.Protocol;
using MailFront.TestKit.Backends;
using MailFront.TestKit.Time;
using MailFront.Transport.Deadlines;
using MailFront.Transport.Tls;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.SessionTests.Backends;

/// <summary>A connector with everything around it, on a clock that stands still.</summary>
internal sealed class BackendBench : IDisposable
{
    public static readonly BackendEndpoint Cyrus = new()
    {
        Name = "be1",
        Host = "be1.lab",
        Kind = BackendKind.Cyrus,
        ProxyUser = "murder",
        ProxyPassword = SecretOf("murderpw"),
    };

    public static readonly BackendEndpoint Dovecot = Cyrus with { Name = "dove", Host = "dove.lab", Kind = BackendKind.Dovecot, ProxyUser = "master", ProxyPassword = SecretOf("masterpw") };

    public static readonly BackendEndpoint Generic = new() { Name = "old", Host = "old.lab", Kind = BackendKind.Generic };

    public static readonly ClientIdentity Client = new(
        new IPEndPoint(IPAddress.Parse("198.51.100.7"), 4242), new IPEndPoint(IPAddress.Parse("192.0.2.1"), 993), "s1234");

    public BackendBench()
    {
        Wheel = new DeadlineWheel(Time, NullLogger<DeadlineWheel>.Instance);
        Registry = new BackendRegistry(new BackendRegistryOptions { Backends = [Cyrus, Dovecot, Generic] });
        Capabilities = new BackendCapabilities(Registry);
        Health = new BackendHealth(new BackendHealthOptions(), Time);
        Connector = new BackendConnector(Dialer, Wheel, Time, Capabilities, Health, Log);
    }

    public ManualTimeProvider Time { get; } = new();

    public DeadlineWheel Wheel { get; }

    public ScriptedDialer Dialer { get; } = new();

    public BackendRegistry Registry { get; }

    public BackendCapabilities Capabilities { get; }

    public BackendHealth Health { get; }

    public RecordedLog<BackendConnector> Log { get; } = new();

    public BackendConnector Connector { get; }

    public static Secret SecretOf(string text) => new(Encoding.UTF8.GetBytes(text));

    public static BackendLogin Imap(string user = "user0025", string? password = null) =>
        new(MailProtocol.Imap, user, Client, password is null ? null : SecretOf(password));

    public static BackendLogin Pop3(string user = "user0025", string? password = null) =>
        new(MailProtocol.Pop3, user, Client, password is null ? null : SecretOf(password));

    /// <summary>A SASL PLAIN response in base64.</summary>
    public static string Plain(string authzid, string authcid, string password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{authzid}\0{authcid}\0{password}"));

    /// <summary>Opens towards a backend that plays the transcript to its end.</summary>
    public async Task<BackendOpenOutcome> OpenAsync(BackendEndpoint endpoint, BackendLogin login, string transcript, TlsContexts? tls = null)
    {
        Dialer.Add(new ScriptedBackend(transcript, tls));
        var outcome = await Connector.OpenAsync(endpoint, login, CancellationToken.None);
        await Dialer.Played;
        return outcome;
    }

    /// <summary>Opens towards a backend that goes silent somewhere; then the clock moves past the deadline.</summary>
    public async Task<BackendOpenOutcome> OpenAndWaitAsync(BackendEndpoint endpoint, BackendLogin login, string transcript)
    {
        var backend = new ScriptedBackend(transcript);
        Dialer.Add(backend);
        var opening = Connector.OpenAsync(endpoint, login, CancellationToken.None).AsTask();
        await backend.WhenHanging;
        Time.Advance(endpoint.Timeout + TimeSpan.FromSeconds(1));
        var outcome = await opening;
        await Dialer.Played;
        return outcome;
    }

    public void Dispose() => Wheel.Dispose();
}
