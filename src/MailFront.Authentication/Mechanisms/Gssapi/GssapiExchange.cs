using System.Text;
using System.Text.Unicode;
using MailFront.Defence.Login;

namespace MailFront.Authentication.Mechanisms.Gssapi;

/// <summary>GSSAPI with Kerberos V5 (RFC 4752). Only "no security layer" is offered: TLS does that.</summary>
internal sealed class GssapiExchange(
    Func<IKerberosContext> newContext, KerberosThreads threads, string realm, Func<string, LoginClass> classOf) : ISaslExchange
{
    // A Kerberos context takes two tokens of the client, DCE-style three; more is a loop.
    private const int MaxTokens = 4;

    // RFC 4752 §3.1: one octet of layers, of which bit 0 is none, and three octets of the largest message: 0 without layer.
    private const byte NoLayer = 1;
    private const int LayerOctets = 4;

    // An AP-REQ carries the ticket with its authorization data, 64 KiB at most with a PAC; the line before login ends long before.
    private const int MaxOctets = 48 * 1024;

    private readonly Lock _gate = new();
    private IKerberosContext? _context;
    private Stage _stage;
    private int _tokens;

    private enum Stage
    {
        Context,
        Settled,
        Layer,
        Done,
    }

    /// <inheritdoc/>
    public int MaxResponseOctets => MaxOctets;

    /// <inheritdoc/>
    public SaslStep Begin() => SaslStep.Ask([]);

    /// <inheritdoc/>
    public async ValueTask<SaslStep> RespondAsync(ReadOnlyMemory<byte> response, CancellationToken cancellationToken)
    {
        if (_stage == Stage.Settled && !response.IsEmpty)
        {
            return SaslStep.Malformed;
        }

        // Whose ticket it is shows in the first step; from then on the client is known.
        var token = response.ToArray();
        var loginClass = _stage == Stage.Context ? classOf(string.Empty) : LoginClass.Known;
        return await threads.TakeAsync(() => Respond(token), loginClass, cancellationToken);
    }

    /// <inheritdoc/>
    public Credential? Abandon() => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // A call that is under way may still use the context: it is disposed behind it, by the same threads, or by the finalizer of its handle.
        _ = threads.TryRun(() =>
        {
            lock (_gate)
            {
                _context?.Dispose();
                _stage = Stage.Done;
                return true;
            }
        });
    }

    private SaslStep Respond(byte[] token)
    {
        lock (_gate)
        {
            // Made here, since making it may look for the keytab already.
            var context = _context ??= newContext();
            return _stage switch
            {
                Stage.Context => Accept(context, token),
                Stage.Settled => OfferLayers(context),
                Stage.Layer => TakeLayer(context, token),
                _ => SaslStep.Malformed,
            };
        }
    }

    private SaslStep Accept(IKerberosContext context, byte[] token)
    {
        if (token.Length == 0 || ++_tokens > MaxTokens)
        {
            return SaslStep.Malformed;
        }

        var step = context.Accept(token);
        switch (step.Status)
        {
            case ContextStatus.Continue:
                return SaslStep.Ask(step.Token);
            case ContextStatus.Complete:
                _stage = Stage.Settled;
                return step.Token.Length > 0 ? SaslStep.Ask(step.Token) : OfferLayers(context);
            case ContextStatus.Refused:
                return SaslStep.Done(Credential.Refused(MechanismNames.Gssapi, string.Empty, step.Detail ?? "token not accepted"));
            default:
                return SaslStep.Done(Credential.Unavailable(MechanismNames.Gssapi, string.Empty, step.Detail ?? "Kerberos is not available"));
        }
    }

    private SaslStep OfferLayers(IKerberosContext context)
    {
        _stage = Stage.Layer;
        return context.Wrap([NoLayer, 0, 0, 0]) is { } offer
            ? SaslStep.Ask(offer)
            : SaslStep.Done(Credential.Refused(MechanismNames.Gssapi, UserOf(context.Principal), "the context cannot protect messages"));
    }

    private SaslStep TakeLayer(IKerberosContext context, byte[] token)
    {
        _stage = Stage.Done;
        var user = UserOf(context.Principal);
        if (context.Unwrap(token) is not { Length: >= LayerOctets } choice || choice[0] != NoLayer || !Utf8.IsValid(choice.AsSpan(LayerOctets)))
        {
            return SaslStep.Done(Credential.Refused(MechanismNames.Gssapi, user, "not an answer to the layers offered"));
        }

        return user.Length > 0
            ? SaslStep.Done(Credential.Proven(MechanismNames.Gssapi, user, Encoding.UTF8.GetString(choice.AsSpan(LayerOctets))))
            : SaslStep.Done(Credential.Refused(MechanismNames.Gssapi, string.Empty, "a principal of another realm"));
    }

    private string UserOf(string? principal)
    {
        var at = principal?.LastIndexOf('@') ?? -1;
        return principal is not null && at > 0 && principal[(at + 1)..] == realm ? principal[..at] : string.Empty;
    }
}
