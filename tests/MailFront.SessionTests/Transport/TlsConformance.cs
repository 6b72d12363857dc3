using System.Security.Authentication;
using System.Text;
using MailFront.TestKit.Certificates;
using MailFront.Transport;
using MailFront.Transport.Tls;

namespace MailFront.SessionTests.Transport;

/// <summary>What an upgrade to TLS promises, over every wire and engine.</summary>
public abstract class TlsConformance<TWire>
    where TWire : IWire, new()
{
    [Fact]
    public async Task A_handshake_settles_the_facts_on_both_sides()
    {
        var (client, server) = await new TWire().ConnectAsync();

        var (clientOutcome, serverOutcome) = await HandshakeAsync(client, server, TlsScene.Contexts, TlsScene.ClientPolicy);

        Assert.Equal(TlsUpgradeStatus.Secured, clientOutcome.Status);
        Assert.Equal(TlsUpgradeStatus.Secured, serverOutcome.Status);
        Assert.True(client.IsSecure && server.IsSecure);
        Assert.Equal("TLSv1.3", server.Tls!.ProtocolName);
        Assert.StartsWith("TLS_", server.Tls.CipherSuite, StringComparison.Ordinal);
        Assert.Equal(TlsScene.HostName, server.Tls.ServerName);
        Assert.Null(server.Tls.ClientCertificateSubject);
    }

    [Fact]
    public async Task Protocol_versions_are_limited_to_what_is_configured()
    {
        var contexts = TlsScene.Load(new TlsServerOptions
        {
            Certificates = [TlsScene.Folder.Issue(TlsScene.HostName)],
            MaximumProtocol = SslProtocols.Tls12,
        });
        var (client, server) = await new TWire().ConnectAsync();

        await HandshakeAsync(client, server, contexts, TlsScene.ClientPolicy);

        Assert.Equal("TLSv1.2", server.Tls!.ProtocolName);
        await client.SendAsync("over TLS 1.2");
        await server.ExpectAsync("over TLS 1.2");
    }

    [Theory, MemberData(nameof(StartTlsInjection.Splits), MemberType = typeof(StartTlsInjection))]
    public async Task Plaintext_behind_STARTTLS_never_reaches_the_secure_session(int split)
    {
        const string StartTls = StartTlsInjection.StartTls;
        var bytes = StartTls + StartTlsInjection.Injected;
        var (client, server) = await new TWire().ConnectAsync();
        await client.SendAsync(bytes[..split]);
        var sendingRest = Task.Run(() => client.SendAsync(bytes[split..]));

        while (!Encoding.ASCII.GetString(server.Unread.Span).Contains(StartTls, StringComparison.Ordinal))
        {
            Assert.Equal(ReadStatus.Data, await server.ReadMoreAsync(ChannelSteps.Limit).Soon());
        }

        server.Consume(StartTls.Length);
        var hasEarlyPlaintext = !server.Unread.IsEmpty;
        var outcome = server.SecureAsServerAsync(TlsScene.Contexts, EarlyBytes.Refuse).Soon();
        await sendingRest;
        await client.SendAsync("c LOGIN u p\r\nd NOOP\r\n");

        Assert.Equal(hasEarlyPlaintext ? TlsUpgradeStatus.EarlyPlaintext : TlsUpgradeStatus.Failed, (await outcome).Status);
        Assert.Equal(ReadStatus.Broken, await server.ReadMoreAsync(ChannelSteps.Limit).Soon());
        Assert.False(await server.WriteAsync("b OK\r\n"u8.ToArray()).Soon());
        Assert.False(server.IsSecure);
    }

    [Fact]
    public async Task A_hello_behind_a_proxy_header_starts_the_handshake()
    {
        const string Header = "PROXY TCP4 192.0.2.1 192.0.2.2 40000 993\r\n";
        var (client, server) = await new TWire().ConnectAsync();
        await client.SendAsync(Header);
        var securing = client.SecureAsClientAsync(TlsScene.ClientPolicy).Soon();
        while (server.Unread.Length <= Header.Length)
        {
            Assert.Equal(ReadStatus.Data, await server.ReadMoreAsync(ChannelSteps.Limit).Soon());
        }

        server.Consume(Header.Length);
        var outcome = await server.SecureAsServerAsync(TlsScene.Contexts, EarlyBytes.Handshake).Soon();

        Assert.Equal(TlsUpgradeStatus.Secured, outcome.Status);
        Assert.Equal(TlsUpgradeStatus.Secured, (await securing).Status);
        Assert.True(server.Unread.IsEmpty);
        await client.SendAsync("a NOOP\r\n");
        await server.ExpectAsync("a NOOP\r\n");
    }

    [Fact]
    public async Task A_server_that_sends_plaintext_behind_its_consent_is_refused()
    {
        var (client, server) = await new TWire().ConnectAsync();
        await server.SendAsync("a OK Begin TLS\r\n* CAPABILITY IMAP4rev1 INJECTED\r\n");
        while (client.Unread.Length < 17)
        {
            await client.ReadMoreAsync(17).Soon();
        }

        client.Consume(16);
        var outcome = await client.SecureAsClientAsync(TlsScene.ClientPolicy).Soon();

        Assert.Equal(TlsUpgradeStatus.EarlyPlaintext, outcome.Status);
        Assert.False(await client.WriteAsync("x"u8.ToArray()).Soon());
    }

    [Fact]
    public async Task A_server_that_sends_plaintext_instead_of_its_hello_is_refused()
    {
        var (client, server) = await new TWire().ConnectAsync();
        var securing = client.SecureAsClientAsync(TlsScene.ClientPolicy).Soon();

        await server.SendAsync("* CAPABILITY IMAP4rev1 INJECTED\r\n");

        Assert.Equal(TlsUpgradeStatus.Failed, (await securing).Status);
        Assert.Equal(ReadStatus.Broken, await client.ReadMoreAsync(ChannelSteps.Limit).Soon());
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        var (outcome, _) = await HandshakeAsync(TlsScene.Contexts, TlsScene.ClientPolicy with { HostName = "other.example.org" });

        Assert.Equal(TlsUpgradeStatus.Failed, outcome.Status);
        Assert.Contains("not for other.example.org", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused()
    {
        var (outcome, serverOutcome) = await HandshakeAsync(TlsScene.Contexts, TlsScene.ClientPolicy with { CaFile = null });

        Assert.Equal(TlsUpgradeStatus.Failed, outcome.Status);
        Assert.Contains("trusted", outcome.Detail, StringComparison.Ordinal);
        Assert.NotEqual(TlsUpgradeStatus.EarlyPlaintext, serverOutcome.Status);
    }

    [Fact]
    public async Task An_expired_certificate_is_refused()
    {
        var files = TlsScene.Folder.Issue(new CertificateWish
        {
            Names = [TlsScene.HostName],
            NotAfter = CertificateAuthority.ValidFrom.AddDays(1),
        });
        var contexts = TlsContexts.Load(new TlsServerOptions { Certificates = [files] }, TimeProvider.System).Contexts!;

        var (outcome, _) = await HandshakeAsync(contexts, TlsScene.ClientPolicy);

        Assert.Equal(TlsUpgradeStatus.Failed, outcome.Status);
        Assert.Contains("expired", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_does_not_verify_takes_any_certificate()
    {
        var policy = new TlsClientPolicy { HostName = "other.example.org", Verify = false };

        var (outcome, _) = await HandshakeAsync(TlsScene.Contexts, policy);

        Assert.Equal(TlsUpgradeStatus.Secured, outcome.Status);
    }

    [Fact]
    public async Task A_missing_authority_file_is_named()
    {
        var (client, _) = await new TWire().ConnectAsync();

        var outcome = await client.SecureAsClientAsync(TlsScene.ClientPolicy with { CaFile = "/nowhere/ca.pem" }).Soon();

        Assert.Equal(new TlsUpgradeOutcome(TlsUpgradeStatus.Failed, "/nowhere/ca.pem: no such file"), outcome);
    }

    [Fact]
    public async Task An_interrupt_ends_a_handshake_that_does_not_come()
    {
        var (_, server) = await new TWire().ConnectAsync();
        var securing = server.SecureAsServerAsync(TlsScene.Contexts, EarlyBytes.Refuse).Soon();

        server.Interrupt();

        Assert.Equal(TlsUpgradeStatus.Interrupted, (await securing).Status);
        Assert.False(await server.WriteAsync("* BYE\r\n"u8.ToArray()).Soon());
    }

    [Fact]
    public async Task A_peer_that_leaves_during_the_handshake_is_told_apart()
    {
        var (client, server) = await new TWire().ConnectAsync();
        var securing = server.SecureAsServerAsync(TlsScene.Contexts, EarlyBytes.Refuse).Soon();

        await client.CloseAsync().Soon();

        Assert.Equal(TlsUpgradeStatus.PeerClosed, (await securing).Status);
    }

    [Fact]
    public async Task Plaintext_of_another_protocol_fails_the_handshake_without_an_echo()
    {
        var (client, server) = await new TWire().ConnectAsync();
        await client.SendAsync("GET /a%20LOGIN%20u%20p HTTP/1.1\r\nHost: mail.example.org\r\n\r\n");

        var outcome = await server.SecureAsServerAsync(TlsScene.Contexts, EarlyBytes.Refuse).Soon();
        await server.CloseAsync().Soon();

        Assert.Equal(TlsUpgradeStatus.Failed, outcome.Status);
        Assert.DoesNotContain("LOGIN", outcome.Detail, StringComparison.Ordinal);
        var (answer, _) = await client.ReadAllAsync();
        Assert.DoesNotContain("LOGIN", Encoding.Latin1.GetString(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buffers_of_OpenSSL_are_released_when_idle()
    {
        await HandshakeAsync(TlsScene.Contexts, TlsScene.ClientPolicy);

        Assert.True(MailFront.Transport.Managed.OpenSslBuffers.IsOn);
    }

    private static async Task<(TlsUpgradeOutcome Client, TlsUpgradeOutcome Server)> HandshakeAsync(TlsContexts contexts, TlsClientPolicy policy)
    {
        var (client, server) = await new TWire().ConnectAsync();
        return await HandshakeAsync(client, server, contexts, policy);
    }

    private static async Task<(TlsUpgradeOutcome Client, TlsUpgradeOutcome Server)> HandshakeAsync(
        Channel client, Channel server, TlsContexts contexts, TlsClientPolicy policy)
    {
        var securing = server.SecureAsServerAsync(contexts, EarlyBytes.Refuse).Soon();
        var clientOutcome = await client.SecureAsClientAsync(policy).Soon();
        if (clientOutcome.Status != TlsUpgradeStatus.Secured)
        {
            await client.CloseAsync().Soon();
        }

        return (clientOutcome, await securing);
    }
}
