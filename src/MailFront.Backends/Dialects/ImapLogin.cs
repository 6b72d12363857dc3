using System.Security.Cryptography;
using System.Text;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Wire;
using MailFront.Protocol.Imap;
using MailFront.Protocol.Sasl;

namespace MailFront.Backends.Dialects;

/// <summary>
/// The login itself: the client's identity where the dialect tells it, AUTHENTICATE PLAIN (RFC 4616; initial response by RFC 4959)
/// or, with a user's own password only, LOGIN; then the capabilities that hold from now on.
/// </summary>
internal sealed class ImapLogin(ImapConversation conversation)
{
    private const string Tag = "A01";
    private const string IdentityTag = "I01";

    private readonly ImapWire _wire = conversation.Wire;

    /// <summary>What the backend offers after login.</summary>
    public CapabilitySet? OfferedAfterLogin { get; private set; }

    /// <summary>Text of its OK.</summary>
    public string StatusText { get; private set; } = string.Empty;

    /// <summary>Logs in; null on success.</summary>
    public async ValueTask<BackendFailure?> RunAsync(BackendLogin login, CapabilitySet offered)
    {
        if (!LoginPreconditions.TryChoose(_wire, login, out var credential, out var unfit))
        {
            return unfit;
        }

        var identity = LoginDialect.Of(_wire.Endpoint.Kind).TellsClient && offered.Has("ID")
            ? $"{IdentityTag} ID {ClientIdentityWriter.ImapIdList(login.Client)}\r\n"
            : string.Empty;
        WireRead<ImapAnswer> read;
        if (offered.Has("AUTH=PLAIN"))
        {
            // A server that forbids LOGIN on this channel (RFC 3501 §7.2.1) means passwords in the clear, whatever else it offers.
            read = offered.Has("LOGINDISABLED") && !_wire.Channel.IsSecure
                ? NoWay("forbids logins without TLS (LOGINDISABLED)")
                : await AuthenticateAsync(credential, identity, offered.Has("SASL-IR"));
        }
        else if (credential.IsProxy || offered.Has("LOGINDISABLED"))
        {
            read = NoWay(offered.Has("LOGINDISABLED") ? "forbids logins here (LOGINDISABLED)" : "does not offer AUTH=PLAIN");
        }
        else
        {
            read = await LogInByCommandAsync(credential, offered);
        }

        return read.Succeeded ? await ConcludeAsync(read.Answer, credential) : read.Failure;
    }

    private BackendFailure NoWay(string why) => _wire.Fail(BackendFailureKind.LoginRefused, why);

    private async ValueTask<WireRead<ImapAnswer>> AuthenticateAsync(LoginCredential credential, string identity, bool hasInitialResponse)
    {
        var response = SaslPlain.Encode(credential.AuthorizationId, credential.AuthenticationId, credential.Password);
        try
        {
            // The identity travels in front of the login in one segment: it costs no round trip.
            var command = $"{identity}{Tag} AUTHENTICATE PLAIN{(hasInitialResponse ? " " : "\r\n")}";
            if (await SendAsync(command, hasInitialResponse ? response : default) is { } failure)
            {
                return failure;
            }

            if (identity.Length > 0 && await conversation.ReadTaggedAsync(IdentityTag) is { Succeeded: false } lost)
            {
                return lost;
            }

            var turn = await conversation.ReadTurnAsync(Tag);
            if (turn is not { Succeeded: true, Answer.Kind: ImapResponseKind.Continuation })
            {
                return turn;
            }

            if (hasInitialResponse)
            {
                return _wire.Fail(BackendFailureKind.Garbled, "asked for more after PLAIN's only response");
            }

            return await SendAsync(string.Empty, response) is { } broken ? broken : await conversation.ReadTaggedAsync(Tag);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(response);
        }
    }

    /// <summary>Sends a command's words and, when given, the secret that ends its line, as one write.</summary>
    private async ValueTask<BackendFailure?> SendAsync(string words, ReadOnlyMemory<byte> secret)
    {
        var line = new byte[words.Length + secret.Length + (secret.IsEmpty ? 0 : 2)];
        Encoding.ASCII.GetBytes(words, line);
        secret.CopyTo(line.AsMemory(words.Length));
        if (!secret.IsEmpty)
        {
            "\r\n"u8.CopyTo(line.AsSpan(words.Length + secret.Length));
        }

        try
        {
            return await _wire.SendAsync(line);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(line);
        }
    }

    private async ValueTask<WireRead<ImapAnswer>> LogInByCommandAsync(LoginCredential credential, CapabilitySet offered)
    {
        var user = Encoding.UTF8.GetBytes(credential.AuthenticationId);
        var pieces = new ImapLoginPieces(Tag, user, credential.Password.Bytes, offered);
        try
        {
            for (var i = 0; i < pieces.Count - 1; i++)
            {
                if (await _wire.SendAsync(pieces[i]) is { } failure)
                {
                    return failure;
                }

                var turn = await conversation.ReadTurnAsync(Tag);
                if (turn is not { Succeeded: true, Answer.Kind: ImapResponseKind.Continuation })
                {
                    return turn;
                }
            }

            return await conversation.AskAsync(Tag, pieces[^1]);
        }
        finally
        {
            pieces.Wipe();
        }
    }

    private async ValueTask<BackendFailure?> ConcludeAsync(ImapAnswer answer, LoginCredential credential)
    {
        if (answer.Condition != ImapCondition.Ok)
        {
            var (kind, code) = answer.Condition == ImapCondition.No
                ? LoginRefusals.Classify(answer.Code, credential.IsProxy)
                : (BackendFailureKind.LoginRefused, null);
            return _wire.Fail(kind, answer.Words, code);
        }

        StatusText = BackendText.Status(answer.Text);
        OfferedAfterLogin = conversation.LastCapabilities;
        if (OfferedAfterLogin is not null)
        {
            return null;
        }

        var read = await conversation.AskAsync("C03", "C03 CAPABILITY\r\n"u8.ToArray());
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        OfferedAfterLogin = conversation.LastCapabilities;
        return OfferedAfterLogin is null ? _wire.Fail(BackendFailureKind.Garbled, "does not tell its capabilities: " + read.Answer.Words) : null;
    }
}
