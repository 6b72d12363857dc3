using System.Net.Security;
using System.Security.Cryptography;
using MailFront.Transport.Tls;

namespace MailFront.Transport.Managed;

/// <summary>The server side of a TLS handshake.</summary>
internal static class ServerHandshake
{
    private static readonly ServerOptionsSelectionCallback _selectByName = static (_, hello, contexts, _) =>
        new ValueTask<SslServerAuthenticationOptions>(((TlsContexts)contexts!).Select(hello.ServerName));

    private static readonly ServerOptionsSelectionCallback _selectRsaByName = static (_, hello, contexts, _) =>
        new ValueTask<SslServerAuthenticationOptions>(((TlsContexts)contexts!).Select(hello.ServerName, canVerifyEcdsa: false));

    public static async ValueTask<HandshakeResult> RunAsync(Stream stream, TlsContexts contexts, bool canVerifyEcdsa)
    {
        var ssl = new SslStream(stream, leaveInnerStreamOpen: true);
        try
        {
            // No token: a deadline ends the handshake by interrupting the stream below.
            await ssl.AuthenticateAsServerAsync(canVerifyEcdsa ? _selectByName : _selectRsaByName, contexts, CancellationToken.None);
            return HandshakeResult.Secured(ssl);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            await ssl.DisposeAsync();
            return HandshakeResult.FromException(exception);
        }
    }

    /// <summary>What a peer can cause by what it sends during a handshake.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is IOException or System.Security.Authentication.AuthenticationException or CryptographicException
            or InvalidOperationException or NotSupportedException or ArgumentException;
}
