using MailFront.Backends;
using MailFront.Defence;
using MailFront.Protocol;
using MailFront.Protocol.Pop3;

namespace MailFront.Sessions.Login;

/// <summary>POP3 before login: RFC 1939 §4 and §7, CAPA (RFC 2449), AUTH (RFC 5034), STLS (RFC 2595), with Cyrus' replies.</summary>
internal sealed class Pop3LoginDialogue : ILoginDialogue
{
    // RFC 1939 §3 allows 512 octets in a response line; leave room for "+OK " and the line end.
    private const int MaxStatusTextLength = 500;

    private readonly DialogueContext _context;
    private readonly DialogueWire _wire;
    private readonly Pop3LineFramer _framer;
    private readonly Pop3LoginCommands _commands;
    private readonly StrikeCount _strikes = new();
    private readonly LoginTalk _talk;
    private readonly Func<DialogueStep> _understand;

    public Pop3LoginDialogue(DialogueContext context)
    {
        _context = context;
        var limits = Pop3Limits.BeforeLogin with { MaxLineBytes = context.Settings.Login.MaxLineBytes };
        _wire = new DialogueWire(context.Channel, context.Clock, limits.MaxLineBytes);
        _framer = new Pop3LineFramer(limits);
        var sasl = new SaslTalk(context, _wire, Pop3Replies.Canceled, Pop3Replies.MalformedSasl);
        _commands = new Pop3LoginCommands(context, _wire, sasl);
        _talk = new LoginTalk(context, _wire, sasl);
        _understand = Understand;
    }

    public ValueTask<bool> GreetAsync()
    {
        _context.Clock.ExpectFirstCommand();
        return _wire.AddLine($"+OK {_commands.TimestampForGreeting()}{_context.Settings.Identity.GreetingText(MailProtocol.Pop3)}").SendAsync();
    }

    public ValueTask<TalkOutcome> TalkAsync() => _talk.RunAsync(_understand);

    public void ForgetPlaintext()
    {
        _framer.Reset();
        _commands.ForgetPlaintext();
    }

    public ValueTask<bool> RefuseAsync(LoginOutcome outcome, Verdict verdict) => _wire.AddLine(RefusalText(outcome)).SendAsync();

    public ValueTask<bool> AcceptAsync(BackendConnection backend)
    {
        var text = backend.StatusText.Length > 0 ? backend.StatusText : $"Mailbox locked and ready SESSIONID=<{_context.SessionId}>";
        return _wire.AddLine($"+OK {(text.Length > MaxStatusTextLength ? text[..MaxStatusTextLength] : text)}").SendAsync();
    }

    private string RefusalText(LoginOutcome outcome) => outcome.Refusal switch
    {
        LoginRefusal.WrongCredentials => _commands.IsPassCommand ? Pop3Replies.InvalidLogin : Pop3Replies.AuthenticateFailed,
        LoginRefusal.NoMechanism => Pop3Replies.NoMechanism,
        LoginRefusal.CheckerUnavailable => Pop3Replies.CheckerUnavailable,
        LoginRefusal.TooManySessions => Pop3Replies.TooManySessions,
        _ => outcome.ResponseCode is null
            ? Pop3Replies.BackendUnavailable
            : $"-ERR [{outcome.ResponseCode}] Unable to open maildrop: service is temporarily unavailable, try again later",
    };

    private DialogueStep Understand()
    {
        var unread = _wire.Unread;
        if (unread.IsEmpty)
        {
            return DialogueStep.More;
        }

        var frame = _framer.Scan(unread);
        if (frame.Status == Pop3FrameStatus.NeedMore)
        {
            return DialogueStep.More;
        }

        if (frame.Status != Pop3FrameStatus.Complete)
        {
            _wire.AddLine(Pop3Replies.LineTooLong);
            return DialogueStep.Close(CloseReason.TooBig);
        }

        _context.Clock.CommandDone();
        var understood = _commands.Execute(unread[..frame.Length], out var step);
        _wire.Consume(frame.Length);
        _framer.Reset();
        if (step.Kind == DialogueStepKind.Leave && step.Outcome.End == TalkEnd.StartTls)
        {
            return BeginTls(step);
        }

        return understood ? Forgiven(step) : Struck(step);
    }

    private DialogueStep BeginTls(DialogueStep step)
    {
        if (!_wire.Unread.IsEmpty)
        {
            // As in IMAP: what stands behind STLS must never run inside TLS.
            _wire.AddLine(Pop3Replies.PlaintextBehindStls);
            return DialogueStep.Close(CloseReason.PlaintextAfterStartTls);
        }

        _wire.AddLine(Pop3Replies.BeginTls);
        return Forgiven(step);
    }

    private DialogueStep Forgiven(DialogueStep step)
    {
        _strikes.Forgive();
        return step;
    }

    private DialogueStep Struck(DialogueStep step) => _strikes.Strike() ? DialogueStep.Close(CloseReason.NotOurProtocol) : step;
}
