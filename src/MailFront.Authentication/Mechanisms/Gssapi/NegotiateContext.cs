using System.Buffers;
using System.Net.Security;

namespace MailFront.Authentication.Mechanisms.Gssapi;

/// <summary>Kerberos by the system's libgssapi_krb5 (System.Net.Security), with the keys of the process's keytab.</summary>
internal sealed class NegotiateContext : IKerberosContext
{
    private readonly NegotiateAuthentication _negotiation = new(new NegotiateAuthenticationServerOptions
    {
        Package = "Kerberos",
        RequiredProtectionLevel = ProtectionLevel.Sign,
    });

    /// <inheritdoc/>
    public string? Principal => _negotiation.IsAuthenticated ? _negotiation.RemoteIdentity.Name : null;

    /// <inheritdoc/>
    public ContextStep Accept(byte[] token)
    {
        var answer = _negotiation.GetOutgoingBlob(token, out var status) ?? [];
        return status switch
        {
            NegotiateAuthenticationStatusCode.Completed => new ContextStep(ContextStatus.Complete, answer, null),
            NegotiateAuthenticationStatusCode.ContinueNeeded => new ContextStep(ContextStatus.Continue, answer, null),
            NegotiateAuthenticationStatusCode.UnknownCredentials or NegotiateAuthenticationStatusCode.Unsupported =>
                new ContextStep(ContextStatus.Unavailable, [], $"Kerberos: {status}"),
            _ => new ContextStep(ContextStatus.Refused, [], $"Kerberos: {status}"),
        };
    }

    /// <inheritdoc/>
    public byte[]? Wrap(byte[] message)
    {
        var output = new ArrayBufferWriter<byte>();
        return _negotiation.Wrap(message, output, requestEncryption: false, out _) == NegotiateAuthenticationStatusCode.Completed
            ? output.WrittenSpan.ToArray()
            : null;
    }

    /// <inheritdoc/>
    public byte[]? Unwrap(byte[] message)
    {
        var output = new ArrayBufferWriter<byte>();
        return _negotiation.Unwrap(message, output, out _) == NegotiateAuthenticationStatusCode.Completed ? output.WrittenSpan.ToArray() : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _negotiation.Dispose();
}
