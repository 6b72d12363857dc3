using MailFront.Backends;
using MailFront.Defence;
using MailFront.Protocol.Imap;

namespace MailFront.Sessions.Login;

/// <summary>IMAP before login: RFC 3501 §6.1 and §6.2, SASL-IR (RFC 4959), ID (RFC 2971), with Cyrus' replies.</summary>
internal sealed class ImapLoginDialogue : ILoginDialogue
{
    private readonly DialogueContext _context;
    private readonly DialogueWire _wire;
    private readonly ImapCommandFramer _framer;
    private readonly ImapLoginCommands _commands;
    private readonly StrikeCount _strikes = new();
    private readonly SaslTalk _sasl;
    private readonly LoginTalk _talk;
    private readonly Func<DialogueStep> _understand;

    public ImapLoginDialogue(DialogueContext context)
    {
        _context = context;
        var login = context.Settings.Login;
        var limits = ImapLimits.BeforeLogin with { MaxLineBytes = login.MaxLineBytes, MaxLiteralBytes = login.MaxLiteralBytes };
        _wire = new DialogueWire(context.Channel, context.Clock, limits.MaxCommandBytes);
        _framer = new ImapCommandFramer(limits);
        _sasl = new SaslTalk(context, _wire, ImapReplies.Canceled, ImapReplies.MalformedSasl);
        _commands = new ImapLoginCommands(context, _wire, limits, _sasl);
        _talk = new LoginTalk(context, _wire, _sasl);
        _understand = () => _sasl.IsActive ? _commands.ContinueSasl() : Understand();
    }

    public ValueTask<bool> GreetAsync()
    {
        _context.Clock.ExpectFirstCommand();
        var capabilities = _context.Offer.Imap(_context.Settings, _wire.IsSecure, _sasl.Offered);
        return _wire.AddLine($"* OK [CAPABILITY {capabilities}] {_context.Settings.Identity.GreetingText(_context.Service.Protocol)}").SendAsync();
    }

    public ValueTask<TalkOutcome> TalkAsync() => _talk.RunAsync(_understand);

    public void ForgetPlaintext()
    {
        _framer.Reset();
        _commands.ForgetPlaintext();
    }

    public ValueTask<bool> RefuseAsync(LoginOutcome outcome, Verdict verdict)
    {
        _wire.Add(_commands.Tag).Add(" ").AddLine(RefusalText(outcome));
        if (verdict.Action == VerdictAction.AnswerAndClose)
        {
            _wire.AddLine(ImapReplies.ByeTooManyFailures);
        }
        else if (outcome.Refusal == LoginRefusal.TooManySessions)
        {
            _wire.AddLine(ImapReplies.ByeTooManySessions);
        }

        return _wire.SendAsync();
    }

    public ValueTask<bool> AcceptAsync(BackendConnection backend)
    {
        var capabilities = CapabilityOffer.AfterLogin(backend.Capabilities, _context.Settings.Login.SuppressCapabilities);
        var code = capabilities.Length == 0 ? string.Empty : $"[CAPABILITY {capabilities}] ";
        return _wire.Add(_commands.Tag).AddLine($" OK {code}User logged in SESSIONID=<{_context.SessionId}>").SendAsync();
    }

    private string RefusalText(LoginOutcome outcome) => outcome.Refusal switch
    {
        LoginRefusal.WrongCredentials => _commands.IsLoginCommand ? ImapReplies.LoginFailed : ImapReplies.AuthenticateFailed,
        LoginRefusal.NoMechanism => ImapReplies.NoMechanism,
        LoginRefusal.CheckerUnavailable => ImapReplies.CheckerUnavailable,
        LoginRefusal.TooManySessions => ImapReplies.TooManySessions,
        _ => outcome.ResponseCode is null
            ? ImapReplies.BackendUnavailable
            : $"NO [{outcome.ResponseCode}] Mailbox is temporarily unavailable, try again later",
    };

    private DialogueStep Understand()
    {
        var unread = _wire.Unread;
        if (unread.IsEmpty)
        {
            return DialogueStep.More;
        }

        var frame = _framer.Scan(unread);
        switch (frame.Status)
        {
            case ImapFrameStatus.NeedMore:
                _wire.Announce(_framer.AnnouncedEnd);
                return DialogueStep.More;
            case ImapFrameStatus.NeedContinuation:
                _wire.AddLine(ImapReplies.GoAhead);
                return DialogueStep.Next;
            case ImapFrameStatus.Complete:
                return Execute(unread[..frame.Length]);
            case ImapFrameStatus.LiteralTooBig:
                return RefuseLiteral(unread[..frame.Length]);
            default:
                // The end of such a command is not known: whatever follows may be its body and is never executed.
                _wire.AddLine(ImapReplies.ByeTooBig);
                return DialogueStep.Close(CloseReason.TooBig);
        }
    }

    private DialogueStep Execute(ReadOnlySpan<byte> frame)
    {
        _context.Clock.CommandDone();
        var isFirstLine = _strikes.IsFirstLine;
        var length = frame.Length;
        var understood = _commands.Execute(frame, out var step);

        _wire.Consume(length);
        _framer.Reset();
        if (step.Outcome.End == TalkEnd.StartTls && step.Kind == DialogueStepKind.Leave)
        {
            return BeginTls(step);
        }

        if (understood == ImapUnderstanding.Command)
        {
            _strikes.Forgive();
            return step;
        }

        if (_strikes.Strike() || (isFirstLine && understood == ImapUnderstanding.NoTag))
        {
            _wire.AddLine(ImapReplies.ByeNotImap);
            return DialogueStep.Close(CloseReason.NotOurProtocol);
        }

        return step;
    }

    private DialogueStep BeginTls(DialogueStep step)
    {
        if (!_wire.Unread.IsEmpty)
        {
            // Commands behind STARTTLS in the same segment would run inside TLS as if the client had sent them there.
            _wire.AddLine(ImapReplies.ByePlaintext);
            return DialogueStep.Close(CloseReason.PlaintextAfterStartTls);
        }

        _strikes.Forgive();
        _wire.Add(_commands.Tag).Add(" ").AddLine(ImapReplies.BeginTls);
        return step;
    }

    private DialogueStep RefuseLiteral(ReadOnlySpan<byte> frame)
    {
        _commands.RefuseLiteral(frame);
        _wire.Consume(frame.Length);
        _framer.Reset();
        return DialogueStep.Next;
    }
}
