using MailFront.Backends;
using MailFront.TestKit.Backends;
using MailFront.TestKit.Certificates;
using MailFront.Transport.Tls;

namespace MailFront.SessionTests.Backends;

/// <summary>No credential leaves before the channel is what the operator asked for.</summary>
public sealed class SecureChannelTests : IDisposable
{
    private const string Offer = "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR STARTTLS] ready\n";

    private const string LoginInside = """

        C: C02 CAPABILITY
        S: * CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR
        S: C02 OK done
        C~ A01 AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1 IDLE] done
        """;

    private readonly BackendBench _bench = new();
    private readonly CertificateFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public async Task Starttls_comes_first_and_capabilities_are_asked_for_again_inside()
    {
        var outcome = await _bench.OpenAsync(
            Endpoint(BackendTlsMode.StartTls), BackendBench.Imap(), Offer + "C: S01 STARTTLS\nS: S01 OK go\n-- tls" + LoginInside, Tls("be1.lab"));

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
        Assert.True(outcome.Connection.Channel.IsSecure);
        Assert.Equal("IMAP4rev1 IDLE", outcome.Connection.Capabilities);
    }

    [Fact]
    public async Task Files_are_read_at_the_first_login_of_an_endpoint_and_not_again()
    {
        var endpoint = Endpoint(BackendTlsMode.StartTls);
        const string transcript = Offer + "C: S01 STARTTLS\nS: S01 OK go\n-- tls" + LoginInside;
        var first = await _bench.OpenAsync(endpoint, BackendBench.Imap(), transcript, Tls("be1.lab"));
        File.Delete(_folder.CaFile);

        var second = await _bench.OpenAsync(endpoint, BackendBench.Imap(), transcript, Tls("be1.lab"));

        Assert.True(first.Succeeded, first.Failure?.ToString());
        Assert.True(second.Succeeded, second.Failure?.ToString());
    }

    [Fact]
    public async Task Stls_comes_first_and_capabilities_are_asked_for_again_inside()
    {
        var outcome = await _bench.OpenAsync(
            Endpoint(BackendTlsMode.StartTls),
            BackendBench.Pop3(),
            """
            S: +OK ready
            C: CAPA
            S: +OK
            S: STLS
            S: .
            C: STLS
            S: +OK go
            -- tls
            C: CAPA
            S: +OK
            S: SASL PLAIN
            S: .
            C~ AUTH PLAIN .*
            S: +OK welcome
            """,
            Tls("be1.lab"));

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
        Assert.True(outcome.Connection.Channel.IsSecure);
    }

    [Fact]
    public async Task Implicit_tls_comes_before_the_greeting_and_behind_the_proxy_header()
    {
        var endpoint = Endpoint(BackendTlsMode.Implicit) with { ProxyHeader = ProxyHeaderVersion.V1 };

        var outcome = await _bench.OpenAsync(
            endpoint,
            BackendBench.Imap(),
            "C: PROXY TCP4 198.51.100.7 192.0.2.1 4242 993\n-- tls\nS: * OK ready" + LoginInside,
            Tls("be1.lab"));

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
        Assert.True(outcome.Connection.Channel.IsSecure);
    }

    [Theory]
    [InlineData(BackendTlsMode.StartTls)]
    [InlineData(BackendTlsMode.Implicit)]
    public async Task A_certificate_for_another_name_is_refused(BackendTlsMode mode)
    {
        var outcome = await OpenInsecureAsync(Endpoint(mode), Tls("be2.lab"));

        Assert.Equal((BackendFailureKind.Insecure, BackendStep.Tls), (outcome.Failure?.Kind, outcome.Failure?.Step));
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused()
    {
        using var stranger = new CertificateFolder();

        var outcome = await OpenInsecureAsync(
            Endpoint(BackendTlsMode.StartTls) with { CaFile = stranger.CaFile }, Tls("be1.lab"));

        Assert.Equal((BackendFailureKind.Insecure, BackendStep.Tls), (outcome.Failure?.Kind, outcome.Failure?.Step));
    }

    [Fact]
    public async Task An_expired_certificate_is_refused()
    {
        var expired = _folder.Issue(new CertificateWish { Names = ["be1.lab"], NotAfter = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        var outcome = await OpenInsecureAsync(Endpoint(BackendTlsMode.StartTls), Tls(expired));

        Assert.Equal((BackendFailureKind.Insecure, BackendStep.Tls), (outcome.Failure?.Kind, outcome.Failure?.Step));
    }

    [Fact]
    public async Task Verification_can_be_switched_off_for_one_backend()
    {
        var endpoint = Endpoint(BackendTlsMode.StartTls) with { VerifyCertificate = false };

        var outcome = await _bench.OpenAsync(
            endpoint, BackendBench.Imap(), Offer + "C: S01 STARTTLS\nS: S01 OK go\n-- tls" + LoginInside, Tls("other.lab"));

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Theory]
    [InlineData("S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready", BackendStep.Tls)]
    [InlineData("S: * OK ready\nC: C01 CAPABILITY\nS: * CAPABILITY IMAP4rev1 AUTH=PLAIN\nS: C01 OK done", BackendStep.Tls)]
    [InlineData("S: * PREAUTH [CAPABILITY IMAP4rev1] welcome", BackendStep.Greeting)]
    public async Task Without_starttls_nothing_more_is_said(string transcript, BackendStep step)
    {
        var outcome = await _bench.OpenAsync(Endpoint(BackendTlsMode.StartTls), BackendBench.Imap(), transcript);

        Assert.Equal((BackendFailureKind.Insecure, step), (outcome.Failure?.Kind, outcome.Failure?.Step));
    }

    [Fact]
    public async Task Without_stls_nothing_more_is_said()
    {
        var outcome = await _bench.OpenAsync(
            Endpoint(BackendTlsMode.StartTls), BackendBench.Pop3(), "S: +OK ready\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .");

        Assert.Equal((BackendFailureKind.Insecure, BackendStep.Tls), (outcome.Failure?.Kind, outcome.Failure?.Step));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Plaintext_behind_the_tls_answer_never_counts_however_it_is_cut(bool isImap)
    {
        var start = isImap ? Offer + "C: S01 STARTTLS\n" : "S: +OK ready\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\n";
        var answer = isImap
            ? "S01 OK go\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\nC02 OK done\r\n"
            : "+OK go\r\n+OK\r\nSASL PLAIN\r\n.\r\n";
        for (var cut = 0; cut <= answer.Length; cut++)
        {
            using var bench = new BackendBench();
            var answerEnd = answer.IndexOf('\n', StringComparison.Ordinal) + 1;

            // With more than the answer in the first segment the other side is gone before the second one.
            var rest = cut <= answerEnd ? $"-- pause\nS- {Escape(answer[cut..])}\n" : string.Empty;
            var backend = new ScriptedBackend($"{start}S- {Escape(answer[..cut])}\n{rest}-- hang", Tls("be1.lab"));
            bench.Dialer.Add(backend);

            var opening = bench.Connector.OpenAsync(
                Endpoint(BackendTlsMode.StartTls), isImap ? BackendBench.Imap() : BackendBench.Pop3(), CancellationToken.None).AsTask();
            var isHandshake = cut == answerEnd;
            if (isHandshake)
            {
                // Cut exactly behind the answer, the rest is taken for the start of the handshake, which may wait for more of it.
                await backend.WhenHanging;
                bench.Time.Advance(TimeSpan.FromSeconds(11));
            }

            var outcome = await opening;
            await bench.Dialer.Played;

            Assert.Equal(BackendStep.Tls, outcome.Failure?.Step);
            Assert.True(outcome.Failure?.Kind == BackendFailureKind.Insecure || (isHandshake && outcome.Failure?.Kind == BackendFailureKind.TimedOut));
            Assert.True(isHandshake || outcome.Failure?.Detail == "sent plaintext where TLS must begin", outcome.Failure?.Detail);
            Assert.DoesNotContain(backend.Received, line => line.Contains("AUTH", StringComparison.Ordinal));
        }
    }

    private static string Escape(string text) => text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private BackendEndpoint Endpoint(BackendTlsMode mode) => BackendBench.Cyrus with { Tls = mode, CaFile = _folder.CaFile };

    private TlsContexts Tls(string name) => Tls(_folder.Issue(name));

    private TlsContexts Tls(TlsCertificateFiles files) =>
        TlsContexts.Load(new TlsServerOptions { Certificates = [files] }, _bench.Time).Contexts!;

    private async Task<BackendOpenOutcome> OpenInsecureAsync(BackendEndpoint endpoint, TlsContexts tls)
    {
        var start = endpoint.Tls == BackendTlsMode.Implicit ? string.Empty : Offer + "C: S01 STARTTLS\nS: S01 OK go\n";
        var backend = new ScriptedBackend(start + "-- tls\n-- hang", tls);
        _bench.Dialer.Add(backend);
        var outcome = await _bench.Connector.OpenAsync(endpoint, BackendBench.Imap(), CancellationToken.None);
        await _bench.Dialer.Played;
        Assert.DoesNotContain(backend.Received, line => line.Contains("AUTH", StringComparison.Ordinal));
        return outcome;
    }
}
