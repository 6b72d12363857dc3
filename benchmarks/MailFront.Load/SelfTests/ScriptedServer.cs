using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailFront.Load.SelfTests;

/// <summary>A server that plays one script to every connection, to see whether the generator notices what is wrong.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private static readonly X509Certificate2 _certificate = MakeCertificate();

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<ScriptedPeer, Task> _script;

    /// <summary>Listens on a free loopback port.</summary>
    public ScriptedServer(Func<ScriptedPeer, Task> script)
    {
        _script = script;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Completion = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>Ends when the listener was closed.</summary>
    public Task Completion { get; }

    /// <summary>The server's half of a TLS handshake.</summary>
    public static async Task<SslStream> SecureAsync(Stream stream)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(_certificate);
        return tls;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.test", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                // A script ends with its connection and never fails.
                _ = PlayAsync(await _listener.AcceptAsync());
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task PlayAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await _script(new ScriptedPeer(new NetworkStream(socket, ownsSocket: true)));
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The generator has given up on this connection, as it should.
            }
        }
    }
}
