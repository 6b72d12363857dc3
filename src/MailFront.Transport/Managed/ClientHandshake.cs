using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MailFront.Transport.Tls;

namespace MailFront.Transport.Managed;

/// <summary>The client side of a TLS handshake; keeps in words why a certificate was refused.</summary>
internal sealed class ClientHandshake
{
    private readonly TlsClientPolicy _policy;
    private string? _refusal;

    private ClientHandshake(TlsClientPolicy policy) => _policy = policy;

    public static async ValueTask<HandshakeResult> RunAsync(Stream stream, TlsClientPolicy policy)
    {
        var files = TlsClientFiles.Of(policy);
        if (files.Error is { } error)
        {
            return HandshakeResult.Failed(error);
        }

        var handshake = new ClientHandshake(policy);
        var ssl = new SslStream(stream, leaveInnerStreamOpen: true);
        try
        {
            // No token: a deadline ends the handshake by interrupting the stream below.
            await ssl.AuthenticateAsClientAsync(handshake.Options(files), CancellationToken.None);
            return HandshakeResult.Secured(ssl);
        }
        catch (Exception exception) when (ServerHandshake.IsFailure(exception))
        {
            await ssl.DisposeAsync();
            return handshake._refusal is { } refusal ? HandshakeResult.Failed(refusal) : HandshakeResult.FromException(exception);
        }
    }

    private SslClientAuthenticationOptions Options(TlsClientFiles files) => new()
    {
        TargetHost = _policy.HostName,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        AllowRenegotiation = false,
        CertificateChainPolicy = files.ChainPolicy(),
        ClientCertificateContext = files.Certificate,
        RemoteCertificateValidationCallback = Verify,
    };

    private bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _refusal = _policy.Verify ? TlsFailureText.Describe(errors, chain, _policy.HostName) : null;
        return _refusal is null;
    }
}
