using MailFront.Protocol.Sasl;

namespace MailFront.Authentication.Mechanisms;

/// <summary>PLAIN (RFC 4616).</summary>
internal sealed class PlainExchange : ISaslExchange
{
    /// <summary>Three names and passwords of the longest accepted kind fit.</summary>
    public const int MaxOctets = 4_096;

    /// <inheritdoc/>
    public int MaxResponseOctets => MaxOctets;

    /// <inheritdoc/>
    public SaslStep Begin() => SaslStep.Ask([]);

    /// <inheritdoc/>
    public ValueTask<SaslStep> RespondAsync(ReadOnlyMemory<byte> response, CancellationToken cancellationToken) =>
        ValueTask.FromResult(SaslPlain.TryParse(response.Span, out var message)
            ? SaslStep.Check(MechanismNames.Plain, message.Authcid, message.Authzid, message.Password)
            : SaslStep.Malformed);

    /// <inheritdoc/>
    public Credential? Abandon() => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The password left with the credential, whose holder wipes it.
    }
}
