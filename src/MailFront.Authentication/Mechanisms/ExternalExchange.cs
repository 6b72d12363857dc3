using System.Text;
using System.Text.Unicode;

namespace MailFront.Authentication.Mechanisms;

/// <summary>EXTERNAL (RFC 4422 Appendix A): the user is the one whom a verified client certificate names.</summary>
internal sealed class ExternalExchange(string certificateUser) : ISaslExchange
{
    /// <inheritdoc/>
    public int MaxResponseOctets => PlainExchange.MaxOctets;

    /// <inheritdoc/>
    public SaslStep Begin() => SaslStep.Ask([]);

    /// <inheritdoc/>
    public ValueTask<SaslStep> RespondAsync(ReadOnlyMemory<byte> response, CancellationToken cancellationToken)
    {
        var authzid = response.Span;
        return ValueTask.FromResult(!Utf8.IsValid(authzid) || authzid.Contains((byte)0)
            ? SaslStep.Malformed
            : SaslStep.Done(Credential.Proven(MechanismNames.External, certificateUser, Encoding.UTF8.GetString(authzid))));
    }

    /// <inheritdoc/>
    public Credential? Abandon() => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Holds nothing.
    }
}
