using System.Text;
using MailFront.Authentication.Mechanisms;
using MailFront.Protocol.Pop3;

namespace MailFront.Sessions.Login;

/// <summary>Carries out one POP3 line before login and writes its answer into the reply.</summary>
internal sealed class Pop3LoginCommands
{
    private readonly DialogueContext _context;
    private readonly DialogueWire _wire;
    private readonly SaslTalk _sasl;
    private string? _user;
    private string? _timestamp;

    public Pop3LoginCommands(DialogueContext context, DialogueWire wire, SaslTalk sasl)
    {
        _context = context;
        _wire = wire;
        _sasl = sasl;
    }

    /// <summary>True when the last credential came by PASS, whose refusal reads differently in Cyrus.</summary>
    public bool IsPassCommand { get; private set; }

    private string HostOfTimestamp => _context.Settings.Identity is { Disclosure: not ServerDisclosure.Off } identity ? identity.ServerName : "localhost";

    private Pop3LoginState State => _user is not null
        ? Pop3LoginState.UserGiven
        : PlaintextPolicy.PasswordAllowed(_context.Settings.Login, _wire.IsSecure) ? Pop3LoginState.Open
        : _sasl.Offered.Count > 0 ? Pop3LoginState.WithoutPasswords : Pop3LoginState.Unprotected;

    /// <summary>Nothing a client said before TLS counts afterwards (RFC 2595 §4).</summary>
    public void ForgetPlaintext() => _user = null;

    /// <summary>The timestamp of APOP and a blank, where APOP is offered; else nothing.</summary>
    public string TimestampForGreeting()
    {
        _timestamp = _sasl.OffersApop ? ApopDigest.NewTimestamp(HostOfTimestamp) : null;
        return _timestamp is null ? string.Empty : _timestamp + " ";
    }

    /// <summary>Answers one line, line end included. False when it was no command.</summary>
    public bool Execute(ReadOnlySpan<byte> line, out DialogueStep step)
    {
        if (_sasl.IsActive)
        {
            step = _sasl.TakeLine(line.TrimEnd("\r\n"u8));
            return true;
        }

        step = DialogueStep.Next;
        if (Pop3CommandParser.TryParse(line, out var command) != Pop3ParseStatus.Ok)
        {
            _wire.AddLine(Pop3Replies.Unrecognized);
            return false;
        }

        return Act(command, Pop3LoginStateTable.Look(State, command.Verb), ref step);
    }

    private bool Act(Pop3Command command, Pop3LoginAction action, ref DialogueStep step)
    {
        switch (action)
        {
            case Pop3LoginAction.Capabilities:
                AnswerCapabilities();
                return true;
            case Pop3LoginAction.TakeUser:
                TakeUser(command);
                return true;
            case Pop3LoginAction.TakePassword:
                step = TakePassword(command);
                return true;
            case Pop3LoginAction.TakeDigest when _timestamp is not null:
                step = TakeDigest(command.Argument, _timestamp);
                return true;
            case Pop3LoginAction.Authenticate:
                step = Authenticate(command.Argument);
                return true;
            case Pop3LoginAction.BeginTls:
                step = BeginTls(command);
                return true;
            case Pop3LoginAction.Quit:
                _wire.AddLine(Pop3Replies.Quit);
                step = DialogueStep.Close(CloseReason.LoggedOut);
                return true;
            case Pop3LoginAction.Unrecognized or Pop3LoginAction.TakeDigest:
                _wire.AddLine(Pop3Replies.Unrecognized);
                return false;
            default:
                _wire.AddLine(RefusalText(action));
                return true;
        }
    }

    private static string RefusalText(Pop3LoginAction action) => action switch
    {
        Pop3LoginAction.RefuseUserPlaintext => Pop3Replies.UserNeedsTls,
        Pop3LoginAction.RefuseAuthPlaintext => Pop3Replies.AuthenticateNeedsTls,
        Pop3LoginAction.RefuseNoUser => Pop3Replies.MustGiveUser,
        _ => Pop3Replies.MustGivePass,
    };

    private void AnswerCapabilities()
    {
        _wire.AddLine(Pop3Replies.CapabilitiesFollow);
        foreach (var line in _context.Offer.Pop3(_context.Settings, _wire.IsSecure, _sasl.Offered))
        {
            _wire.AddLine(line);
        }

        _wire.AddLine(".");
    }

    private void TakeUser(Pop3Command command)
    {
        var user = Encoding.UTF8.GetString(command.Argument);
        if (command.Argument.IsEmpty)
        {
            _wire.AddLine(Pop3Replies.MissingArgument);
        }
        else
        {
            // Any name is "valid", even one that cannot exist: USER must not tell who does (RFC 1939 §13).
            _user = user;
            _wire.AddLine(Pop3Replies.ValidMailbox);
        }
    }

    private DialogueStep TakePassword(Pop3Command command)
    {
        if (command.Argument.IsEmpty)
        {
            _wire.AddLine(Pop3Replies.MissingArgument);
            return DialogueStep.Next;
        }

        IsPassCommand = true;
        var credential = CredentialText.Read(_user ?? string.Empty, command.Argument);
        _user = null;
        return DialogueStep.Leave(TalkOutcome.Try(credential));
    }

    private DialogueStep TakeDigest(ReadOnlySpan<byte> argument, string timestamp)
    {
        IsPassCommand = false;
        var space = argument.LastIndexOf((byte)' ');
        if (space < 1)
        {
            _wire.AddLine(Pop3Replies.MissingArgument);
            return DialogueStep.Next;
        }

        var name = _context.Settings.UserNames.Canonicalise(argument[..space]);
        var secret = name.IsAccepted ? _sasl.Secrets?.FindPlain(name.Name) : null;
        return DialogueStep.Leave(TalkOutcome.Try(
            ApopDigest.Decide(Encoding.UTF8.GetString(argument[..space]), argument[(space + 1)..], timestamp, secret)));
    }

    private DialogueStep BeginTls(Pop3Command command)
    {
        if (!command.Argument.IsEmpty)
        {
            _wire.AddLine(Pop3Replies.UnexpectedArgument);
            return DialogueStep.Next;
        }

        if (!PlaintextPolicy.StartTlsOffered(_context.Settings, _wire.IsSecure))
        {
            _wire.AddLine(_wire.IsSecure ? Pop3Replies.TlsActive : Pop3Replies.TlsNotOffered);
            return DialogueStep.Next;
        }

        return DialogueStep.Leave(new TalkOutcome(TalkEnd.StartTls, null, default));
    }

    private DialogueStep Authenticate(ReadOnlySpan<byte> argument)
    {
        if (argument.IsEmpty)
        {
            ListMechanisms();
            return DialogueStep.Next;
        }

        var space = argument.IndexOf((byte)' ');
        var name = space < 0 ? argument : argument[..space];
        var mechanism = Encoding.Latin1.GetString(name);
        IsPassCommand = false;
        if (_sasl.TryStart(mechanism, string.Empty, space < 0 ? [] : argument[(space + 1)..], space >= 0) is { } begun)
        {
            return begun;
        }

        if (_sasl.NeedsTls(mechanism))
        {
            _wire.AddLine(Pop3Replies.AuthenticateNeedsTls);
            return DialogueStep.Next;
        }

        return DialogueStep.Leave(new TalkOutcome(TalkEnd.NoMechanism, null, default));
    }

    private void ListMechanisms()
    {
        _wire.AddLine(Pop3Replies.MechanismsFollow);
        foreach (var mechanism in _sasl.Offered)
        {
            _wire.AddLine(mechanism);
        }

        _wire.AddLine(".");
    }
}
