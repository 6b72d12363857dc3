using System.Security.Cryptography;
using MailFront.Protocol.DovecotAuth;
using MailFront.Protocol.Sasl;
using MailFront.Transport.Outbound;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Checkers.DovecotAuth;

/// <summary>Asks Dovecot's auth process over an auth-client socket, all questions on one connection. Disposed once nothing is asked any more.</summary>
public sealed class DovecotAuthChecker : IPasswordChecker, IAsyncDisposable
{
    private readonly DovecotAuthLink _link;

    /// <summary>A checker for the socket at <paramref name="path"/>; it is connected to at the first question.</summary>
    public DovecotAuthChecker(string path, OutboundConnector connector, TimeProvider time, ILogger<DovecotAuthChecker> logger) =>
        _link = new DovecotAuthLink(path, connector, time, logger);

    /// <inheritdoc/>
    public string Name => "dovecot-auth";

    /// <inheritdoc/>
    public async ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        bool canBeAsked = question.User.Length > 0 && question.Password.Length > 0
            && !question.User.Contains('\0', StringComparison.Ordinal) && !question.Password.Bytes.Contains((byte)0);
        if (!canBeAsked)
        {
            return new CheckOutcome(CheckVerdict.Wrong, "not a login that Dovecot can be asked about");
        }

        if (await _link.FindAsync(cancellationToken) is not { } connection)
        {
            return new CheckOutcome(CheckVerdict.Unavailable, _link.Problem);
        }

        byte[] plain = SaslPlain.Encode(string.Empty, question.User, question.Password);
        try
        {
            CheckOutcome outcome = await connection.AskAsync(plain, Describe(question), cancellationToken);
            return outcome.User == question.User ? outcome with { User = null } : outcome;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private static DovecotAuthLogin Describe(PasswordQuestion question) => new(ServiceName.Protocol(question.Service))
    {
        IsSecure = question.IsSecure,
        SessionId = question.SessionId,
        LocalAddress = AddressText.Of(question.Destination?.Address),
        LocalPort = question.Destination?.Port ?? 0,
        RemoteAddress = AddressText.Of(question.Source),
        RemotePort = question.Source is null ? 0 : question.SourcePort,
    };
}
