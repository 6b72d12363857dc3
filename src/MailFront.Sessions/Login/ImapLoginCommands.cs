using System.Text;
using MailFront.Protocol.Imap;

namespace MailFront.Sessions.Login;

/// <summary>Carries out one framed IMAP command before login and writes its answer into the reply.</summary>
internal sealed class ImapLoginCommands
{
    private readonly DialogueContext _context;
    private readonly DialogueWire _wire;
    private readonly ImapLimits _limits;
    private readonly SaslTalk _sasl;
    private bool _identified;

    public ImapLoginCommands(DialogueContext context, DialogueWire wire, ImapLimits limits, SaslTalk sasl)
    {
        _context = context;
        _wire = wire;
        _limits = limits;
        _sasl = sasl;
    }

    /// <summary>Tag of the command that gave the credential or began the SASL exchange.</summary>
    public string Tag { get; private set; } = "*";

    /// <summary>True when the last credential came by LOGIN, whose refusal reads differently in Cyrus.</summary>
    public bool IsLoginCommand { get; private set; }

    private ImapLoginState State => (_wire.IsSecure, PlaintextPolicy.PasswordAllowed(_context.Settings.Login, _wire.IsSecure)) switch
    {
        (true, _) => ImapLoginState.Secure,
        (_, true) => ImapLoginState.PlaintextAllowed,
        _ => _sasl.Offered.Count > 0 ? ImapLoginState.WithoutPasswords : ImapLoginState.Unprotected,
    };

    /// <summary>Nothing a client said before TLS counts afterwards (RFC 3501 §6.2.1).</summary>
    public void ForgetPlaintext()
    {
        _identified = false;
        _context.Identified(null);
    }

    /// <summary>Parses and answers <paramref name="frame"/>.</summary>
    public ImapUnderstanding Execute(ReadOnlySpan<byte> frame, out DialogueStep step)
    {
        step = DialogueStep.Next;
        var status = ImapCommandParser.TryParse(frame, _limits, out var command);
        if (command.Tag.IsEmpty)
        {
            _wire.AddLine(ImapReplies.InvalidTag);
            return ImapUnderstanding.NoTag;
        }

        if (status != ImapParseStatus.Ok)
        {
            Answer(command.Tag, status is ImapParseStatus.Empty or ImapParseStatus.MissingCommand ? ImapReplies.NullCommand : ImapReplies.IllegalBytes);
            return ImapUnderstanding.Syntax;
        }

        return Act(command, ImapLoginStateTable.Look(State, command.Verb), out step);
    }

    /// <summary>Answers a command whose synchronising literal is too big; its octets never come.</summary>
    public void RefuseLiteral(ReadOnlySpan<byte> frame)
    {
        _ = ImapCommandParser.TryParse(frame, _limits, out var command);
        if (command.Tag.IsEmpty)
        {
            _wire.AddLine(ImapReplies.InvalidTag);
            return;
        }

        Answer(command.Tag, ImapReplies.LiteralTooBig);
    }

    /// <summary>Takes the client's next SASL response line, if it is complete.</summary>
    public DialogueStep ContinueSasl()
    {
        var unread = _wire.Unread;
        var end = unread.IndexOf((byte)'\n');
        if (end < 0)
        {
            return unread.Length >= _limits.MaxLineBytes ? TooBig() : DialogueStep.More;
        }

        _context.Clock.CommandDone();
        var line = unread[..end];
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        var step = _sasl.TakeLine(line);
        _wire.Consume(end + 1);
        return step;
    }

    private DialogueStep TooBig()
    {
        _wire.AddLine(ImapReplies.ByeTooBig);
        return DialogueStep.Close(CloseReason.TooBig);
    }

    private ImapUnderstanding Act(ImapCommand command, ImapLoginAction action, out DialogueStep step)
    {
        step = DialogueStep.Next;
        switch (action)
        {
            case ImapLoginAction.Answer:
                return AnswerSimple(command);
            case ImapLoginAction.Authenticate:
                return Authenticate(command, out step);
            case ImapLoginAction.BeginTls:
                return BeginTls(command, out step);
            case ImapLoginAction.RefusePlaintext:
                Answer(command.Tag, command.Verb == ImapVerb.Login ? ImapReplies.LoginNeedsTls : ImapReplies.AuthenticateNeedsTls);
                return ImapUnderstanding.Command;
            case ImapLoginAction.RefuseSecondTls:
                Answer(command.Tag, ImapReplies.TlsActive);
                return ImapUnderstanding.Command;
            case ImapLoginAction.Logout:
                _wire.AddLine(ImapReplies.ByeLogout);
                Answer(command.Tag, ImapReplies.Completed);
                step = DialogueStep.Close(CloseReason.LoggedOut);
                return ImapUnderstanding.Command;
            default:
                Answer(command.Tag, ImapReplies.PleaseLogin);
                return ImapUnderstanding.Syntax;
        }
    }

    private ImapUnderstanding AnswerSimple(ImapCommand command)
    {
        if (command.Verb == ImapVerb.Id)
        {
            return AnswerId(command);
        }

        if (!new ImapArgumentReader(command.Arguments, _limits).AtEnd)
        {
            Answer(command.Tag, ImapReplies.BadArguments);
            return ImapUnderstanding.Syntax;
        }

        if (command.Verb == ImapVerb.Capability)
        {
            _wire.AddLine($"* CAPABILITY {_context.Offer.Imap(_context.Settings, _wire.IsSecure, _sasl.Offered)}");
        }

        Answer(command.Tag, ImapReplies.Completed);
        return ImapUnderstanding.Command;
    }

    private ImapUnderstanding AnswerId(ImapCommand command)
    {
        if (ImapIdParser.TryParse(command.Arguments, _limits, out var fields) != ImapIdStatus.Ok)
        {
            Answer(command.Tag, ImapReplies.BadArguments);
            return ImapUnderstanding.Syntax;
        }

        if (_identified)
        {
            Answer(command.Tag, "OK NIL");
            return ImapUnderstanding.Command;
        }

        _identified = true;
        if (fields.Count > 0)
        {
            var text = ClientIdText.Of(fields);
            _context.Identified(text);
            Log.ClientIdentified(_context.Service.Logger, _context.SessionId, text);
        }

        _wire.AddLine(ClientIdText.Ours(_context.Settings));
        Answer(command.Tag, ImapReplies.Completed);
        return ImapUnderstanding.Command;
    }

    private ImapUnderstanding BeginTls(ImapCommand command, out DialogueStep step)
    {
        step = DialogueStep.Next;
        if (!new ImapArgumentReader(command.Arguments, _limits).AtEnd)
        {
            Answer(command.Tag, ImapReplies.BadArguments);
            return ImapUnderstanding.Syntax;
        }

        if (!PlaintextPolicy.StartTlsOffered(_context.Settings, _wire.IsSecure))
        {
            Answer(command.Tag, ImapReplies.TlsNotOffered);
            return ImapUnderstanding.Command;
        }

        step = DialogueStep.Leave(new TalkOutcome(TalkEnd.StartTls, null, default));
        Tag = Encoding.ASCII.GetString(command.Tag);
        return ImapUnderstanding.Command;
    }

    private ImapUnderstanding Authenticate(ImapCommand command, out DialogueStep step)
    {
        step = DialogueStep.Next;
        Tag = Encoding.ASCII.GetString(command.Tag);
        IsLoginCommand = command.Verb == ImapVerb.Login;
        var arguments = new ImapArgumentReader(command.Arguments, _limits);
        return IsLoginCommand ? ReadLogin(arguments, out step) : ReadMechanism(arguments, out step);
    }

    private ImapUnderstanding ReadLogin(ImapArgumentReader arguments, out DialogueStep step)
    {
        step = DialogueStep.Next;
        if (!arguments.TryReadSpace() || !arguments.TryReadAstring(out var user)
            || !arguments.TryReadSpace() || !arguments.TryReadAstring(out var password) || !arguments.AtEnd)
        {
            _wire.Add(Tag).Add(" ").AddLine(ImapReplies.BadArguments);
            return ImapUnderstanding.Syntax;
        }

        step = DialogueStep.Leave(TalkOutcome.Try(CredentialText.Read(user, password)));
        return ImapUnderstanding.Command;
    }

    private ImapUnderstanding ReadMechanism(ImapArgumentReader arguments, out DialogueStep step)
    {
        step = DialogueStep.Next;
        if (!arguments.TryReadSpace() || !arguments.TryReadAtom(out var name))
        {
            _wire.Add(Tag).Add(" ").AddLine(ImapReplies.BadArguments);
            return ImapUnderstanding.Syntax;
        }

        var initial = ReadOnlySpan<byte>.Empty;
        var hasInitial = arguments.TryReadSpace() && arguments.TryReadAtom(out initial);
        if (!arguments.AtEnd)
        {
            _wire.Add(Tag).Add(" ").AddLine(ImapReplies.BadArguments);
            return ImapUnderstanding.Syntax;
        }

        var mechanism = Encoding.ASCII.GetString(name);
        if (_sasl.TryStart(mechanism, Tag + " ", initial, hasInitial) is { } begun)
        {
            step = begun;
        }
        else if (_sasl.NeedsTls(mechanism))
        {
            _wire.Add(Tag).Add(" ").AddLine(ImapReplies.AuthenticateNeedsTls);
        }
        else
        {
            step = DialogueStep.Leave(new TalkOutcome(TalkEnd.NoMechanism, null, default));
        }

        return ImapUnderstanding.Command;
    }

    private void Answer(ReadOnlySpan<byte> tag, string text) => _wire.Add(tag).Add(" "u8).AddLine(text);
}
