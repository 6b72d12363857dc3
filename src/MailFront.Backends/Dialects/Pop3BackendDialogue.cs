using MailFront.Backends.Capabilities;
using MailFront.Backends.Wire;
using MailFront.Protocol.Pop3;

namespace MailFront.Backends.Dialects;

/// <summary>The talk with a POP3 backend up to the login.</summary>
internal sealed class Pop3BackendDialogue(Pop3Wire wire) : IBackendDialogue
{
    private readonly Pop3Login _login = new(wire);
    private CapabilitySet? _offered;
    private bool _takesXClient;

    /// <inheritdoc/>
    public CapabilitySet Offered => _offered ?? CapabilitySet.Empty;

    /// <inheritdoc/>
    public CapabilitySet? OfferedAfterLogin => null;

    /// <inheritdoc/>
    public string StatusText => _login.StatusText;

    /// <inheritdoc/>
    public async ValueTask<BackendFailure?> GreetAsync()
    {
        wire.Step = BackendStep.Greeting;
        var read = await wire.ReadAsync();
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        // Dovecot announces XCLIENT to login_trusted_networks only, as a response code of its greeting.
        _takesXClient = read.Answer.Code == "XCLIENT";
        return read.Answer.Kind switch
        {
            Pop3ResponseKind.Ok => null,
            Pop3ResponseKind.Error => wire.Fail(
                BackendFailureKind.Refused, "greeted with -ERR: " + read.Answer.Words, LoginRefusals.BusyCode(read.Answer.Code)),
            _ => wire.Fail(BackendFailureKind.Garbled, "greeted with something that is no greeting"),
        };
    }

    /// <inheritdoc/>
    public async ValueTask<BackendFailure?> StartTlsAsync()
    {
        if (wire.Endpoint.Tls != BackendTlsMode.StartTls || wire.Channel.IsSecure)
        {
            return null;
        }

        wire.Step = BackendStep.Tls;
        if (await LearnOfferAsync() is { } unknown)
        {
            return unknown;
        }

        if (!Offered.Has("STLS"))
        {
            return wire.Fail(BackendFailureKind.Insecure, "does not offer STLS");
        }

        var read = await wire.AskAsync("STLS\r\n"u8.ToArray());
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        if (read.Answer.Kind != Pop3ResponseKind.Ok)
        {
            return wire.Fail(BackendFailureKind.Insecure, "refused STLS: " + read.Answer.Words);
        }

        // What was said in the clear counts for nothing (RFC 2595 §4).
        _offered = null;
        return await wire.SecureAsync();
    }

    /// <inheritdoc/>
    public ValueTask<BackendFailure?> NegotiateAsync()
    {
        wire.Step = BackendStep.Negotiate;
        return LearnOfferAsync();
    }

    /// <inheritdoc/>
    public ValueTask<BackendFailure?> LogInAsync(BackendLogin login)
    {
        wire.Step = BackendStep.Login;
        return _login.RunAsync(login, Offered, _takesXClient);
    }

    /// <inheritdoc/>
    public ValueTask<BackendFailure?> LogOutAsync() => wire.SendAsync("QUIT\r\n"u8.ToArray());

    private async ValueTask<BackendFailure?> LearnOfferAsync()
    {
        if (_offered is not null)
        {
            return null;
        }

        var status = await wire.AskAsync("CAPA\r\n"u8.ToArray());
        if (!status.Succeeded)
        {
            return status.Failure;
        }

        if (status.Answer.Kind != Pop3ResponseKind.Ok)
        {
            // A server older than RFC 2449 offers what RFC 1939 has, which the login takes for granted.
            _offered = CapabilitySet.Empty;
            return status.Answer.Kind == Pop3ResponseKind.Error ? null : wire.Fail(BackendFailureKind.Garbled, "asked for more after CAPA");
        }

        var list = await wire.ReadListAsync();
        if (!list.Succeeded)
        {
            return list.Failure;
        }

        _offered = CapabilitySet.OfLines(list.Answer);
        return null;
    }
}
