using System.Security.Cryptography;
using System.Text;
using MailFront.Authentication.Names;
using MailFront.Defence.Login;

namespace MailFront.Authentication.Mechanisms.Scram;

/// <summary>
/// SCRAM without channel binding (RFC 5802, RFC 7677). Users who do not exist, are locked or have a password that cannot answer go through
/// the same steps to the same end. The server's final message is sent as a challenge, which the client answers with an empty response.
/// </summary>
internal sealed class ScramExchange(
    ScramAlgorithm algorithm, IStoredSecrets secrets, UserNamePolicy names, string serverNonce, Func<string, LoginClass> classOf) : ISaslExchange
{
    private const int NonceOctets = 18;

    private ScramClientFirst? _first;
    private ScramKeys? _keys;
    private string _serverFirst = string.Empty;
    private bool _isProven;

    /// <inheritdoc/>
    public int MaxResponseOctets => PlainExchange.MaxOctets;

    /// <inheritdoc/>
    public SaslProgress? Progress => _first is { } first ? new SaslProgress(algorithm.Mechanism, first.User, _isProven) : null;

    /// <summary>A nonce that is used once.</summary>
    public static string NewNonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceOctets));

    /// <inheritdoc/>
    public SaslStep Begin() => SaslStep.Ask([]);

    /// <inheritdoc/>
    public ValueTask<SaslStep> RespondAsync(ReadOnlyMemory<byte> response, CancellationToken cancellationToken)
    {
        return _first is null
            ? TakeFirstAsync(response, cancellationToken)
            : ValueTask.FromResult(_isProven ? TakeLast(_first, response.Span) : TakeFinal(_first, response.Span));
    }

    /// <inheritdoc/>
    public Credential? Abandon() => null;

    /// <inheritdoc/>
    public void Dispose() => _keys = null;

    private async ValueTask<SaslStep> TakeFirstAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (!ScramClientFirst.TryParse(message.Span, out var first))
        {
            return SaslStep.Malformed;
        }

        if (first.WantsBinding)
        {
            return SaslStep.Done(Credential.Refused(algorithm.Mechanism, first.User, "channel binding is not offered"));
        }

        var name = names.Canonicalise(Encoding.UTF8.GetBytes(first.User));
        _first = first;

        // A name that cannot be anybody's finds nobody, by the same way.
        _keys = await secrets.FindKeysAsync(name.IsAccepted ? name.Name : first.User, algorithm, classOf(first.User), cancellationToken);
        if (_keys is null)
        {
            return SaslStep.Done(Credential.Unavailable(algorithm.Mechanism, first.User, "too many SCRAM logins wait already"));
        }

        _serverFirst = $"r={first.Nonce}{serverNonce},s={Convert.ToBase64String(_keys.Salt)},i={_keys.Iterations}";
        return SaslStep.Ask(_serverFirst);
    }

    private SaslStep TakeFinal(ScramClientFirst first, ReadOnlySpan<byte> message)
    {
        if (_keys is not { } keys || !ScramClientFinal.TryParse(message, out var final))
        {
            return SaslStep.Malformed;
        }

        var authMessage = Encoding.UTF8.GetBytes($"{first.Bare},{_serverFirst},{final.WithoutProof}");
        var isThisExchange = final.Binding.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(first.Header))
            && final.Nonce == first.Nonce + serverNonce;
        _isProven = keys.Accept(algorithm, authMessage, final.Proof) & isThisExchange;
        return _isProven
            ? SaslStep.Ask("v=" + Convert.ToBase64String(algorithm.Hmac(keys.ServerKey, authMessage)))
            : SaslStep.Done(Credential.Refused(
                algorithm.Mechanism, first.User, keys.Refusal ?? (isThisExchange ? "wrong password" : "nonce or channel binding do not match")));
    }

    private SaslStep TakeLast(ScramClientFirst first, ReadOnlySpan<byte> message) => message.IsEmpty
        ? SaslStep.Done(Credential.Proven(algorithm.Mechanism, first.User, first.AuthorizationId))
        : SaslStep.Malformed;
}
