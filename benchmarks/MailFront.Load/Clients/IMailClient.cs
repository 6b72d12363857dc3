using MailFront.Load.Measuring;

namespace MailFront.Load.Clients;

/// <summary>The dialogue of one protocol. Every method ends with the server's own OK, or throws <see cref="OperationFailedException"/>.</summary>
internal interface IMailClient
{
    /// <summary>Waits for the greeting.</summary>
    ValueTask GreetAsync();

    /// <summary>Sends STARTTLS or STLS and waits for the permission to begin.</summary>
    ValueTask AskForTlsAsync();

    /// <summary>Logs in.</summary>
    ValueTask LoginAsync(string user, string password);

    /// <summary>Offers a credential and does not wait for the answer.</summary>
    ValueTask OfferAsync(string user, string password);

    /// <summary>Waits for the answer to <see cref="OfferAsync"/>, which must be a refusal.</summary>
    ValueTask RefusedAsync();

    /// <summary>Opens INBOX; nothing in POP3.</summary>
    ValueTask SelectAsync();

    /// <summary>One NOOP.</summary>
    ValueTask NoopAsync(Step step);

    /// <summary>Fetches a message of so many KiB and checks size and content.</summary>
    ValueTask FetchAsync(int kib, MessageBody expected);

    /// <summary>Enters IDLE; in POP3 one NOOP, since nothing like it exists.</summary>
    ValueTask RestAsync();

    /// <summary>Proves that the session still answers: DONE, or NOOP in POP3.</summary>
    ValueTask WakeAsync();

    /// <summary>Logs out.</summary>
    ValueTask LogoutAsync();
}
