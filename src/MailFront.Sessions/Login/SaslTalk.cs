using System.Security.Cryptography;
using MailFront.Authentication.Mechanisms;
using MailFront.Protocol.Sasl;

namespace MailFront.Sessions.Login;

/// <summary>
/// The SASL part of a dialogue, the same for IMAP and POP3: which mechanisms there are now, and one exchange at a time. What a response
/// leads to may take time; the talk loop waits for it with nothing of the client's input held.
/// </summary>
internal sealed class SaslTalk
{
    private readonly DialogueContext _context;
    private readonly DialogueWire _wire;
    private readonly string _canceled;
    private readonly string _malformed;
    private ISaslExchange? _exchange;
    private string _prefix = string.Empty;
    private byte[] _response = [];
    private TimeSpan _took;

    /// <param name="context">The connection.</param>
    /// <param name="wire">Takes challenges and replies.</param>
    /// <param name="canceled">Reply to a client that cancels.</param>
    /// <param name="malformed">Reply to what is no response of the mechanism.</param>
    public SaslTalk(DialogueContext context, DialogueWire wire, string canceled, string malformed)
    {
        _context = context;
        _wire = wire;
        _canceled = canceled;
        _malformed = malformed;
    }

    /// <summary>True while the client's next line is a response and no command.</summary>
    public bool IsActive => _exchange is not null;

    /// <summary>The mechanisms offered now, in order.</summary>
    public IReadOnlyList<string> Offered => Catalogue.Offered(Situation);

    /// <summary>Whether APOP is offered now.</summary>
    public bool OffersApop => Catalogue.OffersApop(Situation);

    /// <summary>What is known of secrets stored on our side.</summary>
    public IStoredSecrets? Secrets => Catalogue.Secrets;

    private MechanismCatalogue Catalogue => _context.Mechanisms();

    private MechanismSituation Situation
    {
        get
        {
            var login = _context.Settings.Login;
            return new MechanismSituation(login.Mechanisms, _context.Settings.UserNames)
            {
                MaySendPassword = PlaintextPolicy.PasswordAllowed(login, _wire.IsSecure),
                MayLogIn = _wire.IsSecure || !login.TlsRequired,
                ClassOf = _context.ClassOf,
                CertificateUser = _context.Channel.Tls?.ClientCertificate is { } names ? CertificateUser.Of(names, login.ExternalUser) : null,
            };
        }
    }

    /// <summary>Whether <paramref name="mechanism"/> would be offered if only there were TLS.</summary>
    public bool NeedsTls(string mechanism) => Catalogue.NeedsTls(mechanism, Situation);

    /// <summary>
    /// Begins an exchange. <paramref name="prefix"/> stands in front of its end (an IMAP tag and a blank); without initial response
    /// <paramref name="hasInitial"/> is false. Null when the mechanism is not offered.
    /// </summary>
    public DialogueStep? TryStart(string mechanism, string prefix, ReadOnlySpan<byte> initial, bool hasInitial)
    {
        if (Catalogue.TryStart(mechanism, Situation) is not { } exchange)
        {
            return null;
        }

        _exchange = exchange;
        _prefix = prefix;
        _took = TimeSpan.Zero;
        return hasInitial ? Take(exchange, initial) : Follow(exchange.Begin());
    }

    /// <summary>Takes a response line, line end removed; <c>*</c> cancels (RFC 3501 §6.2.2, RFC 5034 §4).</summary>
    public DialogueStep TakeLine(ReadOnlySpan<byte> line)
    {
        if (_exchange is not { } exchange)
        {
            return DialogueStep.Next;
        }

        return line.SequenceEqual("*"u8) ? Abandon(exchange, _canceled) : Take(exchange, line);
    }

    /// <summary>Has the exchange answer the response taken last.</summary>
    public async ValueTask<DialogueStep> AdvanceAsync()
    {
        if (_exchange is not { } exchange)
        {
            return DialogueStep.Next;
        }

        try
        {
            return Follow(await RespondAsync(exchange));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(_response);
            _response = [];
        }
    }

    // A client that leaves while somebody is asked for it takes its question with it.
    private async ValueTask<SaslStep> RespondAsync(ISaslExchange exchange)
    {
        var began = _context.Time.GetTimestamp();
        var responding = exchange.RespondAsync(_response, _context.Clock.Ended);
        if (responding.IsCompleted)
        {
            return await responding;
        }

        var hangUp = HangUpWatch.Begin(_context.Channel, _context.Clock, _context.Settings.Login.MaxLineBytes);
        try
        {
            return await responding;
        }
        finally
        {
            _took += _context.Time.GetElapsedTime(began);
            await hangUp.EndAsync();
        }
    }

    private DialogueStep Take(ISaslExchange exchange, ReadOnlySpan<byte> base64)
    {
        var most = Math.Min(SaslBase64.GetMaxDecodedLength(base64.Length), exchange.MaxResponseOctets);
        var octets = new byte[most];
        if (!SaslBase64.TryDecode(base64, octets, out var length))
        {
            return Abandon(exchange, _malformed);
        }

        if (length == octets.Length)
        {
            _response = octets;
        }
        else
        {
            _response = octets[..length];
            CryptographicOperations.ZeroMemory(octets);
        }

        return DialogueStep.Exchange;
    }

    /// <summary>
    /// The talk ends. Null when no exchange was under way or nothing was decided; else what was, so that nobody tries credentials and hangs up
    /// before the answer.
    /// </summary>
    public Credential? Leave()
    {
        if (_exchange is not { } exchange)
        {
            return null;
        }

        var decided = exchange.Abandon();
        if (decided is null && exchange.Progress is { } progress)
        {
            _context.Forsaken(progress);
        }

        End();
        return decided is null ? null : decided with { Took = _took };
    }

    private DialogueStep Abandon(ISaslExchange exchange, string reply)
    {
        if (exchange.Abandon() is { } decided)
        {
            return Try(decided);
        }

        if (exchange.Progress is { } progress)
        {
            _context.Forsaken(progress);
        }

        return EndWith(reply);
    }

    private DialogueStep Follow(SaslStep next)
    {
        switch (next.Kind)
        {
            case SaslStepKind.Challenge:
                _wire.Add("+ ").AddLine(next.Challenge);
                return DialogueStep.Next;
            case SaslStepKind.Credential when next.Credential is { } credential:
                return Try(credential);
            default:
                return EndWith(_malformed);
        }
    }

    private DialogueStep Try(Credential credential)
    {
        End();
        return DialogueStep.Leave(TalkOutcome.Try(credential with { Took = _took }));
    }

    private DialogueStep EndWith(string reply)
    {
        End();
        _wire.Add(_prefix).AddLine(reply);
        return DialogueStep.Next;
    }

    private void End()
    {
        _exchange?.Dispose();
        _exchange = null;
    }
}
