using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace MailFront.Transport.Tls;

/// <summary>Failures of TLS in the words of a log line. Built from our own and OpenSSL's texts, never from what the peer sent.</summary>
internal static class TlsFailureText
{
    private const int MostCharacters = 200;

    /// <summary>The innermost reason, e.g. <c>error:0A00010B:SSL routines::wrong version number</c>.</summary>
    public static string Describe(Exception exception)
    {
        var innermost = exception;
        while (innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        var text = innermost.Message.ReplaceLineEndings(" ");
        return text.Length <= MostCharacters ? text : text[..MostCharacters];
    }

    /// <summary>Why a certificate was refused; null when it was not.</summary>
    /// <param name="errors">What the check found.</param>
    /// <param name="chain">The chain that was built.</param>
    /// <param name="hostName">Name it had to carry; null when a name does not matter.</param>
    public static string? Describe(SslPolicyErrors errors, X509Chain? chain, string? hostName)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        var reasons = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            reasons.Add("no certificate was given");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && hostName is not null)
        {
            reasons.Add($"the certificate is not for {hostName}");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            foreach (var status in chain?.ChainStatus ?? [])
            {
                reasons.Add(Describe(status.Status));
            }
        }

        return reasons.Count == 0 ? $"the certificate does not verify ({errors})" : string.Join("; ", reasons.Distinct());
    }

    private static string Describe(X509ChainStatusFlags status) => status switch
    {
        X509ChainStatusFlags.NotTimeValid => "the certificate has expired or is not valid yet",
        X509ChainStatusFlags.UntrustedRoot => "the certificate's root is not trusted",
        X509ChainStatusFlags.PartialChain => "the certificate's issuer is not trusted or its chain is incomplete",
        X509ChainStatusFlags.NotSignatureValid => "the certificate's signature is wrong",
        X509ChainStatusFlags.NotValidForUsage => "the certificate is not meant for this use",
        X509ChainStatusFlags.Revoked => "the certificate has been revoked",
        _ => $"the certificate does not verify ({status})",
    };
}
