using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using MailFront.Protocol.Imap;
using MailFront.Protocol.Sasl;
using MailFront.Transport.Tls;

namespace MailFront.Authentication.Checkers.Imap;

/// <summary>
/// The talk with an IMAP server up to its verdict: greeting, STARTTLS, capabilities, AUTHENTICATE PLAIN or LOGIN, LOGOUT. Whatever is not a clear
/// answer to the login is "unavailable". No credential is sent before TLS where TLS is asked for.
/// </summary>
internal sealed class ImapCheckDialogue(ImapCheckWire wire, ImapCheckServer server)
{
    /// <summary>Asks.</summary>
    public async ValueTask<CheckOutcome> RunAsync(PasswordQuestion question)
    {
        if (server.Tls == ImapCheckTls.Implicit && await SecureAsync() is { } insecure)
        {
            return insecure;
        }

        ImapCheckLine? greeting = await wire.ReadAsync();
        if (greeting is not { Kind: ImapResponseKind.Untagged, Condition: ImapCondition.Ok })
        {
            // PREAUTH too: it would skip TLS (CVE-2020-12398), and somebody else is logged in.
            return Unavailable(greeting?.Condition == ImapCondition.Preauth ? "greets with PREAUTH" : "does not greet");
        }

        ImapCheckLine? offer = greeting;
        if (server.Tls == ImapCheckTls.StartTls)
        {
            if (await StartTlsAsync() is { } failure)
            {
                return failure;
            }

            // What was said in the clear counts for nothing (RFC 3501 §6.2.1).
            offer = null;
        }

        if (offer?.Capabilities is null)
        {
            offer = await AskAsync("CAPABILITY");
        }

        if (offer?.Capabilities is null)
        {
            return Unavailable("does not tell its capabilities");
        }

        CheckOutcome outcome = await LogInAsync(question, offer);
        if (outcome.Verdict == CheckVerdict.Accepted)
        {
            // Polite, and not waited for: the answer changes nothing.
            await wire.SendAsync($"{ImapCheckLine.Tag} LOGOUT\r\n");
        }

        return outcome;
    }

    private static CheckOutcome Unavailable(string what) => new(CheckVerdict.Unavailable, $"the IMAP server {what}");

    private async ValueTask<ImapCheckLine?> AskAsync(string command) =>
        await wire.SendAsync($"{ImapCheckLine.Tag} {command}\r\n") && await wire.ReadTurnAsync() is { Condition: ImapCondition.Ok } answer ? answer : null;

    private async ValueTask<CheckOutcome?> StartTlsAsync() =>
        await AskAsync("STARTTLS") is null ? Unavailable("does not offer STARTTLS") : await SecureAsync();

    // Plaintext behind the answer to STARTTLS would be read as if it had come through TLS (CVE-2020-15685); the channel sees to it.
    private async ValueTask<CheckOutcome?> SecureAsync()
    {
        TlsUpgradeOutcome outcome = await wire.Channel.SecureAsClientAsync(server.TlsPolicy);
        return outcome.Status switch
        {
            TlsUpgradeStatus.Secured => null,
            TlsUpgradeStatus.EarlyPlaintext => Unavailable("sent plaintext where TLS must begin"),
            _ => Unavailable($"cannot be trusted: {outcome.Detail ?? "the TLS handshake failed"}"),
        };
    }

    private async ValueTask<CheckOutcome> LogInAsync(PasswordQuestion question, ImapCheckLine offer)
    {
        // LOGINDISABLED on a plaintext channel means passwords in the clear, whatever else is offered (RFC 3501 §7.2.1).
        bool isForbidden = offer.Offers("LOGINDISABLED"u8) && !wire.Channel.IsSecure;
        bool hasPlain = offer.Offers("AUTH=PLAIN"u8);
        if (isForbidden || (!hasPlain && offer.Offers("LOGINDISABLED"u8)))
        {
            return Unavailable("forbids logins here (LOGINDISABLED)");
        }

        ImapCheckLine? answer = hasPlain ? await AuthenticateAsync(question, offer.Offers("SASL-IR"u8)) : await LogInByCommandAsync(question);
        return answer switch
        {
            { Kind: ImapResponseKind.Tagged, Condition: ImapCondition.Ok } => new CheckOutcome(CheckVerdict.Accepted, null),
            { Kind: ImapResponseKind.Tagged, Condition: ImapCondition.No } => ImapCheckRefusal.Judge(Encoding.Latin1.GetBytes(answer.Code)),
            { Kind: ImapResponseKind.Tagged } => Unavailable("does not understand the login (BAD)"),
            { Kind: ImapResponseKind.Continuation } => Unavailable("asks for more where nothing follows"),
            _ => Unavailable("ended the talk without an answer"),
        };
    }

    private async ValueTask<ImapCheckLine?> AuthenticateAsync(PasswordQuestion question, bool hasInitialResponse)
    {
        byte[] response = SaslPlain.Encode(string.Empty, question.User, question.Password);
        try
        {
            var output = new ArrayBufferWriter<byte>(response.Length + 64);
            Append(output, $"{ImapCheckLine.Tag} AUTHENTICATE PLAIN");
            if (!hasInitialResponse)
            {
                Append(output, "\r\n");
                ImapCheckLine? turn = await wire.SendSecretAsync(output) ? await wire.ReadTurnAsync() : null;
                if (turn is not { Kind: ImapResponseKind.Continuation })
                {
                    return turn;
                }
            }
            else
            {
                Append(output, " ");
            }

            output.Write(response);
            Append(output, "\r\n");
            return await wire.SendSecretAsync(output) ? await wire.ReadTurnAsync() : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(response);
        }
    }

    private async ValueTask<ImapCheckLine?> LogInByCommandAsync(PasswordQuestion question)
    {
        IReadOnlyList<ArrayBufferWriter<byte>> pieces = ImapCheckLoginCommand.Cut(Encoding.UTF8.GetBytes(question.User), question.Password.Bytes);
        try
        {
            for (int i = 0; i < pieces.Count - 1; i++)
            {
                ImapCheckLine? turn = await wire.SendSecretAsync(pieces[i]) ? await wire.ReadTurnAsync() : null;
                if (turn is not { Kind: ImapResponseKind.Continuation })
                {
                    return turn;
                }
            }

            return await wire.SendSecretAsync(pieces[^1]) ? await wire.ReadTurnAsync() : null;
        }
        finally
        {
            foreach (ArrayBufferWriter<byte> piece in pieces)
            {
                piece.Clear();
            }
        }
    }

    private static void Append(ArrayBufferWriter<byte> output, string text) => output.Write(Encoding.ASCII.GetBytes(text));
}
