using MailFront.Authentication.Mechanisms;
using MailFront.Backends;
using MailFront.Defence;
using MailFront.Defence.Login;
using MailFront.Protocol;
using MailFront.Transport.Tls;

namespace MailFront.Sessions.Login;

/// <summary>From the greeting to the OK of a login: talk, attempt, judge, answer; again after a failure.</summary>
internal sealed class LoginPhase
{
    private readonly SessionRooms _rooms;
    private readonly ClientConnection _connection;
    private readonly LoginClock _clock;
    private readonly ILoginDialogue _dialogue;
    private string? _device;

    public LoginPhase(SessionRooms rooms, ClientConnection connection, LoginClock clock)
    {
        _rooms = rooms;
        _connection = connection;
        _clock = clock;
        var context = new DialogueContext(
            connection.Channel, clock, connection.Service, connection.Settings, rooms.Offer, () => connection.CurrentRooms.Mechanisms, connection.SessionId)
        {
            Time = rooms.Time,
            Identified = text => _device = text,
            Forsaken = progress => LoginLog.WriteForsaken(rooms.Logins, connection, progress),
            ClassOf = new ClaimedClass(rooms, connection).Of,
        };
        _dialogue = connection.Service.Protocol == MailProtocol.Imap ? new ImapLoginDialogue(context) : new Pop3LoginDialogue(context);
    }

    /// <summary>Runs until the client is logged in at its backend or the connection must end.</summary>
    public async ValueTask<LoginPhaseOutcome> RunAsync()
    {
        _connection.State = ConnectionState.Dialogue;
        if (!await _dialogue.GreetAsync())
        {
            return LoginPhaseOutcome.Ended(CloseReason.ClientBroken);
        }

        while (true)
        {
            var talk = await _dialogue.TalkAsync();
            if (talk is { End: TalkEnd.Closed, Credential: { } refused })
            {
                TakeNote(refused);
            }

            var (backend, user, reason) = talk.End switch
            {
                TalkEnd.Closed => (null, string.Empty, talk.Reason),
                TalkEnd.StartTls => (null, string.Empty, await UpgradeAsync()),
                _ => await TryAsync(talk.Credential),
            };

            if (backend is not null)
            {
                return new LoginPhaseOutcome(backend, user, default);
            }

            if (reason is not null)
            {
                return LoginPhaseOutcome.Ended(reason.Value);
            }

            _connection.State = ConnectionState.Dialogue;
        }
    }

    // Nobody tries tokens and hangs up before the answer unseen.
    private void TakeNote(Credential refused)
    {
        using (refused)
        {
            var outcome = new LoginAttempt(_connection.CurrentRooms, _connection, _device).TakeNote(refused);
            LoginLog.Write(_rooms.Logins, _connection, refused.Mechanism, outcome, TimeSpan.Zero);
        }
    }

    private async ValueTask<CloseReason?> UpgradeAsync()
    {
        if (_connection.Settings.Tls is not { } contexts)
        {
            return CloseReason.HandshakeFailed;
        }

        var failed = await TlsUpgrade.RunAsync(_rooms, _connection, _clock, contexts, EarlyBytes.Refuse);
        if (failed is null)
        {
            _dialogue.ForgetPlaintext();
            _clock.ExpectFirstCommand();
        }

        return failed;
    }

    private async ValueTask<(BackendConnection? Backend, string User, CloseReason? Reason)> TryAsync(Credential? credential)
    {
        var complete = _rooms.Time.GetTimestamp();
        _clock.AttemptBegan();
        _connection.Attempts++;
        var hangUp = HangUpWatch.Begin(_connection.Channel, _clock, _connection.Settings.Login.MaxLineBytes);
        try
        {
            var outcome = await AttemptAsync(credential);
            _connection.Class = outcome.Times.Class ?? _connection.Class;
            LoginLog.Write(_rooms.Logins, _connection, credential?.Mechanism, outcome, _rooms.Time.GetElapsedTime(complete));
            return outcome.Succeeded
                ? await AcceptAsync(outcome.Backend, outcome.User, hangUp)
                : (null, string.Empty, await RefuseAsync(outcome, complete, hangUp));
        }
        finally
        {
            // Whatever has happened: nobody else may read before.
            await hangUp.EndAsync();
        }
    }

    private async ValueTask<LoginOutcome> AttemptAsync(Credential? credential)
    {
        using (credential)
        {
            return credential is null
                ? new LoginOutcome(string.Empty, null, LoginRefusal.NoMechanism, "no mechanism available", null)
                : await new LoginAttempt(_connection.CurrentRooms, _connection, _device).RunAsync(credential, _clock.Ended);
        }
    }

    private async ValueTask<(BackendConnection? Backend, string User, CloseReason? Reason)> AcceptAsync(
        BackendConnection backend, string user, HangUpWatch hangUp)
    {
        var isAccepted = false;
        _connection.IsAccepted = true;
        try
        {
            var pause = _connection.Channel.IsSecure ? TimeSpan.Zero : _connection.Settings.Login.PlaintextLoginPause;
            if (pause > TimeSpan.Zero)
            {
                _connection.State = ConnectionState.Parked;
                await _clock.ParkAsync(pause);
            }

            await hangUp.EndAsync();

            // Past this point nothing but the session itself ends the session: the client is not told OK and then cut.
            if (!_clock.TryFinish())
            {
                return (null, string.Empty, _clock.Expired ?? CloseReason.Shutdown);
            }

            isAccepted = await _dialogue.AcceptAsync(backend);
            return isAccepted ? (backend, user, null) : (null, string.Empty, CloseReason.ClientBroken);
        }
        finally
        {
            if (!isAccepted)
            {
                await backend.Channel.CloseAsync();
            }
        }
    }

    private async ValueTask<CloseReason?> RefuseAsync(LoginOutcome outcome, long complete, HangUpWatch hangUp)
    {
        var verdict = Judge(outcome, complete);
        _connection.State = ConnectionState.Parked;
        if (verdict.Delay > TimeSpan.Zero && !await _clock.ParkAsync(verdict.Delay))
        {
            return _clock.Expired ?? CloseReason.Shutdown;
        }

        await hangUp.EndAsync();
        if (!await _dialogue.RefuseAsync(outcome, verdict))
        {
            return CloseReason.ClientBroken;
        }

        if (outcome.Refusal == LoginRefusal.TooManySessions)
        {
            return CloseReason.TooManySessions;
        }

        if (verdict.Action == VerdictAction.AnswerAndClose)
        {
            return CloseReason.TooManyFailures;
        }

        if (outcome.IsFailure)
        {
            _clock.ExpectBetterTry(verdict.Deadline);
        }
        else
        {
            _clock.AttemptEnded();
        }

        return null;
    }

    private Verdict Judge(LoginOutcome outcome, long complete)
    {
        var now = _rooms.Time.GetTimestamp();
        var login = new LoginFacts(outcome.User, _connection.Source?.Address);
        var moment = _rooms.Time.GetElapsedTime(0, now);
        _connection.Failures += outcome.IsFailure ? 1 : 0;
        var facts = new ClientFacts
        {
            Source = _connection.Source?.Address,
            Session = _connection.SessionId,
            Service = _connection.Service.Name,
            User = outcome.User,
            Failures = _connection.Failures,
            DistinctFailures = _rooms.Evidence.FailuresOf(login, moment),
            IsProven = _rooms.Evidence.IsProven(login, moment),
            Class = outcome.Times.Class,
            IsAlarmed = _rooms.Evidence.IsAlarmed(moment),
            FailureLimits = _connection.Settings.Failures,
            Now = moment,
            CredentialAge = _rooms.Time.GetElapsedTime(complete, now),
            RuleDelay = outcome.IsFailure ? _rooms.Rules.DelayFor(_connection) : TimeSpan.Zero,
        };
        var verdict = _rooms.Defence.Decide(outcome.IsFailure ? Checkpoint.Credential : Checkpoint.Unavailable, facts);
        _rooms.Rules.NoteVerdict(_connection, facts, verdict);
        return verdict;
    }
}
