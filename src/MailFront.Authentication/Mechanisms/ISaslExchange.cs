namespace MailFront.Authentication.Mechanisms;

/// <summary>The server side of one SASL exchange (RFC 4422 §3), for one connection. Never throws for what a client sends.</summary>
public interface ISaslExchange : IDisposable
{
    /// <summary>Largest decoded response in octets; what is longer is malformed.</summary>
    int MaxResponseOctets { get; }

    /// <summary>First step when the client sent no initial response.</summary>
    SaslStep Begin();

    /// <summary>
    /// Takes a decoded response, which the caller wipes afterwards. Holds no thread while it waits; throws
    /// <see cref="OperationCanceledException"/> when <paramref name="cancellationToken"/> is cancelled.
    /// </summary>
    ValueTask<SaslStep> RespondAsync(ReadOnlyMemory<byte> response, CancellationToken cancellationToken);

    /// <summary>Whom the client has claimed to be so far; null before, and where nothing of it matters until the end.</summary>
    SaslProgress? Progress => null;

    /// <summary>
    /// The client cancels, or sent what is no base64. Null when nothing was decided; else what was, so that nobody tries credentials
    /// and cancels before the answer.
    /// </summary>
    Credential? Abandon();
}
