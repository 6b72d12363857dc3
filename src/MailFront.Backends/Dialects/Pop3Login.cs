using System.Security.Cryptography;
using System.Text;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Wire;
using MailFront.Protocol.Pop3;
using MailFront.Protocol.Sasl;

namespace MailFront.Backends.Dialects;

/// <summary>
/// The login itself: XCLIENT where Dovecot takes it, then AUTH PLAIN (RFC 5034) or, with a user's own password only, USER and PASS.
/// </summary>
internal sealed class Pop3Login(Pop3Wire wire)
{
    /// <summary>Longest AUTH line with an initial response, line end included (RFC 5034 §4).</summary>
    private const int MaxAuthLine = 255;

    private const string Mechanism = "PLAIN";

    /// <summary>Text of its +OK.</summary>
    public string StatusText { get; private set; } = string.Empty;

    /// <summary>Logs in; null on success.</summary>
    public async ValueTask<BackendFailure?> RunAsync(BackendLogin login, CapabilitySet offered, bool takesXClient)
    {
        if (!LoginPreconditions.TryChoose(wire, login, out var credential, out var unfit))
        {
            return unfit;
        }

        if (takesXClient && LoginDialect.Of(wire.Endpoint.Kind).TellsClient)
        {
            // Whatever it answers: an address that is not taken is no reason to refuse a user.
            var told = await wire.AskAsync(Encoding.ASCII.GetBytes(ClientIdentityWriter.Pop3XClient(login.Client) + "\r\n"));
            if (!told.Succeeded)
            {
                return told.Failure;
            }
        }

        WireRead<Pop3Answer> read;
        if (!credential.IsProxy && (offered.Has("USER") || offered.Names.Count == 0))
        {
            read = await LogInByPasswordAsync(credential);
        }
        else
        {
            read = offered.HasArgument("SASL", Mechanism)
                ? await AuthenticateAsync(credential)
                : wire.Fail(BackendFailureKind.LoginRefused, "does not offer SASL PLAIN");
        }

        return read.Succeeded ? Conclude(read.Answer, credential) : read.Failure;
    }

    private async ValueTask<WireRead<Pop3Answer>> AuthenticateAsync(LoginCredential credential)
    {
        var response = SaslPlain.Encode(credential.AuthorizationId, credential.AuthenticationId, credential.Password);
        var command = Encoding.ASCII.GetBytes($"AUTH {Mechanism}");
        try
        {
            if (command.Length + 1 + response.Length + 2 <= MaxAuthLine)
            {
                var turn = await AskWipingAsync([.. command, (byte)' ', .. response, .. "\r\n"u8]);
                return turn is { Succeeded: true, Answer.Kind: Pop3ResponseKind.Continuation }
                    ? wire.Fail(BackendFailureKind.Garbled, "asked for more after PLAIN's only response")
                    : turn;
            }

            var asked = await wire.AskAsync((byte[])[.. command, .. "\r\n"u8]);
            return asked is { Succeeded: true, Answer.Kind: Pop3ResponseKind.Continuation }
                ? await AskWipingAsync([.. response, .. "\r\n"u8])
                : asked;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(response);
        }
    }

    private async ValueTask<WireRead<Pop3Answer>> LogInByPasswordAsync(LoginCredential credential)
    {
        // A password cannot be quoted here, so a line end inside one would be a command of its own. The name is checked before any connect.
        if (BackendText.HasControls(credential.Password.Bytes))
        {
            return wire.Fail(BackendFailureKind.WrongPassword, "the password holds a control character, which PASS cannot carry");
        }

        var user = await wire.AskAsync((byte[])[.. "USER "u8, .. Encoding.UTF8.GetBytes(credential.AuthenticationId), .. "\r\n"u8]);
        return user is { Succeeded: true, Answer.Kind: Pop3ResponseKind.Ok }
            ? await AskWipingAsync([.. "PASS "u8, .. credential.Password.Bytes, .. "\r\n"u8])
            : user;
    }

    private async ValueTask<WireRead<Pop3Answer>> AskWipingAsync(byte[] line)
    {
        try
        {
            return await wire.AskAsync(line);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(line);
        }
    }

    private BackendFailure? Conclude(Pop3Answer answer, LoginCredential credential)
    {
        switch (answer.Kind)
        {
            case Pop3ResponseKind.Ok:
                StatusText = BackendText.Status(answer.Text);
                return null;

            case Pop3ResponseKind.Error:
                var (kind, code) = LoginRefusals.Classify(answer.Code, credential.IsProxy);
                return wire.Fail(kind, answer.Words, code);

            default:
                return wire.Fail(BackendFailureKind.Garbled, "asked for more where nothing follows");
        }
    }
}
