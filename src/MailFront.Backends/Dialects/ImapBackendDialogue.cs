using System.Text;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Wire;
using MailFront.Protocol.Imap;

namespace MailFront.Backends.Dialects;

/// <summary>The talk with an IMAP backend up to the login; tags are those of the Cyrus proxy.</summary>
internal sealed class ImapBackendDialogue : IBackendDialogue
{
    private readonly ImapWire _wire;
    private readonly ImapConversation _conversation;
    private readonly ImapLogin _login;
    private CapabilitySet? _offered;

    /// <summary>Begins on a connected channel.</summary>
    public ImapBackendDialogue(ImapWire wire)
    {
        _wire = wire;
        _conversation = new ImapConversation(wire);
        _login = new ImapLogin(_conversation);
    }

    /// <inheritdoc/>
    public CapabilitySet Offered => _offered ?? CapabilitySet.Empty;

    /// <inheritdoc/>
    public CapabilitySet? OfferedAfterLogin => _login.OfferedAfterLogin;

    /// <inheritdoc/>
    public string StatusText => _login.StatusText;

    /// <inheritdoc/>
    public async ValueTask<BackendFailure?> GreetAsync()
    {
        _wire.Step = BackendStep.Greeting;
        var read = await _wire.ReadAsync();
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        var greeting = read.Answer;
        if (greeting.Kind != ImapResponseKind.Untagged)
        {
            return _wire.Fail(BackendFailureKind.Garbled, "greeted with something that is no greeting");
        }

        switch (greeting.Condition)
        {
            case ImapCondition.Ok:
                _offered = greeting.CapabilityAtoms is { } atoms ? CapabilitySet.OfAtoms(atoms) : null;
                return null;

            case ImapCondition.Bye:
                return _conversation.Refuse(greeting);

            case ImapCondition.Preauth when _wire.Endpoint.Tls != BackendTlsMode.Off && !_wire.Channel.IsSecure:
                // STARTTLS is not allowed any more after PREAUTH: an attacker's way around TLS (CVE-2020-12398).
                return _wire.Fail(BackendFailureKind.Insecure, "greeted with PREAUTH, which would skip TLS");

            case ImapCondition.Preauth:
                return _wire.Fail(BackendFailureKind.Garbled, "greeted with PREAUTH: logged in as somebody else already");

            default:
                return _wire.Fail(BackendFailureKind.Garbled, "greeted with something that is no greeting");
        }
    }

    /// <inheritdoc/>
    public async ValueTask<BackendFailure?> StartTlsAsync()
    {
        if (_wire.Endpoint.Tls != BackendTlsMode.StartTls || _wire.Channel.IsSecure)
        {
            return null;
        }

        _wire.Step = BackendStep.Tls;
        if (await LearnOfferAsync("C01") is { } unknown)
        {
            return unknown;
        }

        if (!Offered.Has("STARTTLS"))
        {
            return _wire.Fail(BackendFailureKind.Insecure, "does not offer STARTTLS");
        }

        var read = await _conversation.AskAsync("S01", "S01 STARTTLS\r\n"u8.ToArray());
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        if (read.Answer.Condition != ImapCondition.Ok)
        {
            return _wire.Fail(BackendFailureKind.Insecure, "refused STARTTLS: " + read.Answer.Words);
        }

        // What was said in the clear counts for nothing (RFC 3501 §6.2.1).
        _offered = null;
        return await _wire.SecureAsync();
    }

    /// <inheritdoc/>
    public ValueTask<BackendFailure?> NegotiateAsync()
    {
        _wire.Step = BackendStep.Negotiate;
        return LearnOfferAsync("C02");
    }

    /// <inheritdoc/>
    public ValueTask<BackendFailure?> LogInAsync(BackendLogin login)
    {
        _wire.Step = BackendStep.Login;
        return _login.RunAsync(login, Offered);
    }

    /// <inheritdoc/>
    public ValueTask<BackendFailure?> LogOutAsync() => _wire.SendAsync("Q01 LOGOUT\r\n"u8.ToArray());

    private async ValueTask<BackendFailure?> LearnOfferAsync(string tag)
    {
        if (_offered is not null)
        {
            return null;
        }

        var read = await _conversation.AskAsync(tag, Encoding.ASCII.GetBytes($"{tag} CAPABILITY\r\n"));
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        if (read.Answer.Condition != ImapCondition.Ok || _conversation.LastCapabilities is null)
        {
            return _wire.Fail(BackendFailureKind.Garbled, "does not tell its capabilities: " + read.Answer.Words);
        }

        _offered = _conversation.LastCapabilities;
        return null;
    }
}
