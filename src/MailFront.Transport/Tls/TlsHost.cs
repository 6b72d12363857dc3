using System.Net.Security;

namespace MailFront.Transport.Tls;

/// <summary>What one host name is answered with: an ECDSA certificate, an RSA one, or both. Filled while loading, constant after it.</summary>
internal sealed class TlsHost
{
    private SslServerAuthenticationOptions? _ecdsa;
    private SslServerAuthenticationOptions? _rsa;

    public bool HasBothKinds => _ecdsa is not null && _rsa is not null;

    /// <summary>Adds a certificate unless one of its kind is there: the first in the configuration wins.</summary>
    public void Add(LoadedCertificate certificate, SslServerAuthenticationOptions options)
    {
        if (certificate.IsEcdsa)
        {
            _ecdsa ??= options;
        }
        else
        {
            _rsa ??= options;
        }
    }

    public SslServerAuthenticationOptions Select(bool canVerifyEcdsa) =>
        (canVerifyEcdsa ? _ecdsa ?? _rsa : _rsa ?? _ecdsa) ?? throw new InvalidOperationException("A host without a certificate.");
}
