using MailFront.Transport;
using MailFront.Transport.Outbound;

namespace MailFront.Authentication.Checkers.Imap;

/// <summary>Asks an IMAP server by logging in there as the user, on a connection of its own for each question, and out again.</summary>
public sealed class ImapChecker(ImapCheckServer server, OutboundConnector connector) : IPasswordChecker
{
    // The question's own deadline comes first.
    private static readonly TimeSpan _longestConnect = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public string Name => "imap";

    /// <inheritdoc/>
    public async ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        if (!CanBeAsked(question))
        {
            return new CheckOutcome(CheckVerdict.Wrong, "not a login that IMAP can carry");
        }

        ConnectOutcome outcome = await connector.ConnectAsync(server.Host, server.Port, _longestConnect, cancellationToken);
        if (outcome.Channel is not { } channel)
        {
            return new CheckOutcome(CheckVerdict.Unavailable, $"the IMAP server cannot be reached: {outcome.Detail}");
        }

        try
        {
            await using CancellationTokenRegistration leaving = cancellationToken.UnsafeRegister(static state => ((Channel)state!).Abort(), channel);
            CheckOutcome verdict = await new ImapCheckDialogue(new ImapCheckWire(channel), server).RunAsync(question);
            cancellationToken.ThrowIfCancellationRequested();
            return verdict;
        }
        finally
        {
            await channel.CloseAsync();
        }
    }

    // NUL ends PLAIN's fields and is in no IMAP string; other controls in a name could only be meant to confuse somebody.
    private static bool CanBeAsked(PasswordQuestion question)
    {
        foreach (char character in question.User)
        {
            if (char.IsControl(character))
            {
                return false;
            }
        }

        return question.User.Length > 0 && question.Password.Length > 0 && !question.Password.Bytes.Contains((byte)0);
    }
}
