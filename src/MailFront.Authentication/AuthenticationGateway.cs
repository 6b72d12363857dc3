using MailFront.Authentication.Policy;
using MailFront.Authentication.Verifiers;
using MailFront.Defence.Login;

namespace MailFront.Authentication;

/// <summary>
/// The only way to a password verdict. A credential that was right or wrong a short while ago is answered at once; another one passes the policy
/// servers, gets a class from what past logins say of it, and goes to the checkers in that class, together with whoever asks the same.
/// </summary>
public sealed class AuthenticationGateway
{
    // A backend named a minute ago is better than a login that fails, and a client should not notice that it was asked for.
    private static readonly TimeSpan _confirmationPatience = TimeSpan.FromSeconds(2);

    private readonly LoginMemory _memory;
    private readonly VerifierCache _verifiers;
    private readonly PolicyRound _policies;
    private readonly CheckerSequence _checkers;
    private readonly QuestionsUnderWay _underWay = new();
    private readonly TimeProvider _time;
    private int _asking;

    /// <summary>A gateway over <paramref name="groups"/>, asked in this order. Without any every answer is "unavailable".</summary>
    public AuthenticationGateway(
        IEnumerable<ICheckerGroup> groups, IEnumerable<IPolicyServer> policies, VerifierOptions options, LoginMemory memory, TimeProvider time)
    {
        _verifiers = new VerifierCache(options);
        _checkers = new CheckerSequence(groups);
        _memory = memory;
        _policies = new PolicyRound(policies, time);
        _time = time;
    }

    /// <summary>How long answers are kept; may be replaced at any time.</summary>
    public VerifierOptions Options
    {
        get => _verifiers.Options;
        set => _verifiers.Options = value;
    }

    /// <summary>The gateway in numbers, for metrics.</summary>
    public GatewayCounters Counters => new(_verifiers.Counters, _underWay.Shared, _underWay.Count);

    /// <summary>Above zero while a question is asked here, waits for policy servers or is with the checkers.</summary>
    public int Pending => _checkers.Pending + Volatile.Read(ref _asking);

    /// <summary>Whether checkers may name a user's backend, or another user to serve: then the directory cannot tell beforehand who leads nowhere.</summary>
    public bool CheckersNameUsers { get; init; }

    /// <summary>Whether checkers are told where a login comes from, and may answer by it: then nothing is shared or remembered beyond one address.</summary>
    public bool CheckersSeeSources { get; init; }

    // The same clock for every gateway that shares the evidence.
    private TimeSpan Now => _time.GetElapsedTime(0);

    /// <summary>
    /// Asks whether the password is the user's. Takes at most the sum of the deadlines of policy servers and checkers, holding no thread. Throws
    /// <see cref="OperationCanceledException"/> when <paramref name="cancellationToken"/> is cancelled; the question then leaves its queue at once,
    /// unless others wait for the same answer.
    /// </summary>
    public async ValueTask<AuthenticationOutcome> AuthenticateAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        Verifier verifier = VerifierOf(question);
        VerifierLook look = _verifiers.Look(question.User, verifier, Now);
        AuthenticationOutcome outcome = look.Kind switch
        {
            VerifierLookKind.Right => await AcceptAsync(question, look, cancellationToken),
            VerifierLookKind.Wrong => Repeat(question, look),
            _ => await CountedAsync(question, verifier, look, cancellationToken),
        };
        _policies.Report(question, outcome);
        return outcome;
    }

    /// <summary>
    /// Drops all remembered answers about <paramref name="user"/>: the password was changed, the account was closed, or a backend refused
    /// what a checker had accepted.
    /// </summary>
    public void Forget(string user) => _verifiers.Forget(user);

    /// <summary>Drops all remembered answers: what the checkers know has changed.</summary>
    public void ForgetAnswers() => _verifiers.Clear();

    /// <summary>
    /// Whether policy servers let in who has proven himself by something else than a password; takes note of it, and tells them. They are asked as about
    /// known users, whoever comes: the proof is good already.
    /// </summary>
    /// <param name="question">The login, with an empty password.</param>
    /// <param name="cancellationToken">The client leaves.</param>
    public async ValueTask<AuthenticationOutcome> AdmitAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asking);
        try
        {
            long began = _time.GetTimestamp();
            AuthenticationOutcome outcome = await _policies.RefusalAsync(question, LoginClass.Known, cancellationToken)
                ?? new AuthenticationOutcome(AuthenticationStatus.Accepted, null, null);
            if (outcome.Status == AuthenticationStatus.Accepted)
            {
                _memory.Evidence.Observe(FactsOf(question), LoginResult.Succeeded, Now);
            }

            _policies.Report(question, outcome);
            return outcome with { Class = LoginClass.Known, PolicyTook = _time.GetElapsedTime(began) };
        }
        finally
        {
            Interlocked.Decrement(ref _asking);
        }
    }

    /// <summary>Takes note that somebody failed to prove himself by something else than a password, and tells policy servers.</summary>
    /// <param name="question">The login, with an empty password.</param>
    public void NoteRefused(PasswordQuestion question)
    {
        _memory.Evidence.Observe(FactsOf(question), LoginResult.Failed, Now);
        _policies.Report(question, new AuthenticationOutcome(AuthenticationStatus.WrongCredentials, null, null));
    }

    private async ValueTask<AuthenticationOutcome> AcceptAsync(PasswordQuestion question, VerifierLook look, CancellationToken cancellationToken)
    {
        long began = _time.GetTimestamp();
        if (_policies.AskAboutVerified && await _policies.RefusalAsync(question, LoginClass.Verified, cancellationToken) is { } refusal)
        {
            return refusal with { Class = LoginClass.Verified, PolicyTook = _time.GetElapsedTime(began) };
        }

        _memory.Evidence.Observe(FactsOf(question), LoginResult.Succeeded, Now);
        return look.Answer.ToOutcome(AuthenticationStatus.Accepted) with { Class = LoginClass.Verified, PolicyTook = _time.GetElapsedTime(began) };
    }

    // The same wrong password again says nothing new: nobody is asked and no counter rises.
    private AuthenticationOutcome Repeat(PasswordQuestion question, VerifierLook look, LoginClass loginClass = LoginClass.New)
    {
        _verifiers.CountWrongHit(question.User);
        return look.Answer.ToOutcome(AuthenticationStatus.WrongCredentials) with { Class = loginClass, IsRepeat = true };
    }

    private async ValueTask<AuthenticationOutcome> CountedAsync(
        PasswordQuestion question, Verifier verifier, VerifierLook look, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asking);
        try
        {
            return look.Kind == VerifierLookKind.RightAndDue
                ? await ConfirmAsync(question, verifier, look, cancellationToken)
                : await DecideAsync(question, verifier, look, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _asking);
        }
    }

    // Where the user lives is asked again sooner than whether the password is right. Whoever cannot tell soon has told before.
    private async ValueTask<AuthenticationOutcome> ConfirmAsync(
        PasswordQuestion question, Verifier verifier, VerifierLook look, CancellationToken cancellationToken)
    {
        LoginFacts facts = FactsOf(question) with { PasswordFingerprint = _memory.Keys.FingerprintOf(question.Password) };
        AuthenticationOutcome outcome;
        using var patience = new CancellationTokenSource(_confirmationPatience, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            outcome = await _underWay.AskAsync(
                new SharedQuestion(verifier, LoginClass.Known, look.Generation),
                question with { AnsweredLate = null },
                (shared, abandoned) => AskAndRememberAsync(shared, verifier, look.Generation, LoginClass.Known, facts, abandoned),
                end.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await AcceptAsync(question, look, cancellationToken);
        }

        if (outcome.Status == AuthenticationStatus.WrongCredentials)
        {
            Observe(facts, outcome);
            return outcome with { Class = LoginClass.Known };
        }

        return outcome.Status == AuthenticationStatus.Accepted
            ? await AcceptAsync(question, look with { Answer = RememberedAnswer.Of(outcome) }, cancellationToken) with
            {
                FromCache = false,
                Waited = outcome.Waited,
                Ran = outcome.Ran,
            }
            : await AcceptAsync(question, look, cancellationToken);
    }

    private async ValueTask<AuthenticationOutcome> DecideAsync(
        PasswordQuestion question, Verifier verifier, VerifierLook look, CancellationToken cancellationToken)
    {
        LoginFacts facts = FactsOf(question) with { PasswordFingerprint = _memory.Keys.FingerprintOf(question.Password) };
        LoginClass loginClass = _memory.Evidence.Assess(facts, Now).Class;
        bool isRecheck = look.Kind == VerifierLookKind.WrongAndDue;
        if (isRecheck && !_verifiers.TryRecheck(question.User, loginClass == LoginClass.Known, Now))
        {
            return Repeat(question, look, loginClass);
        }

        if (!facts.HasLocation && !isRecheck)
        {
            // Whatever the checkers will say: who guesses names, from where and with which password need not wait for them.
            _memory.Evidence.Observe(facts, LoginResult.NamedNobody, Now);
        }

        long began = _time.GetTimestamp();
        AuthenticationOutcome? refusal = await _policies.RefusalAsync(question, loginClass, cancellationToken);
        TimeSpan policyTook = _time.GetElapsedTime(began);
        if (refusal is { } refused)
        {
            return refused with { Class = loginClass, PolicyTook = policyTook };
        }

        // What was wrong a minute ago is hardly ever right now: it must not take the place of those who may be.
        loginClass = !isRecheck ? loginClass : loginClass == LoginClass.Known ? LoginClass.New : LoginClass.Suspect;
        AuthenticationOutcome outcome = await _underWay.AskAsync(
            new SharedQuestion(verifier, loginClass, look.Generation),
            question,
            (shared, abandoned) => AskAndRememberAsync(shared, verifier, look.Generation, loginClass, facts, abandoned),
            cancellationToken);
        outcome = outcome with
        {
            Class = loginClass,
            PolicyTook = policyTook,
            IsRepeat = isRecheck && outcome.Status == AuthenticationStatus.WrongCredentials,
        };
        Observe(facts, outcome);
        return outcome;
    }

    private async ValueTask<AuthenticationOutcome> AskAndRememberAsync(
        PasswordQuestion question, Verifier verifier, long generation, LoginClass loginClass, LoginFacts facts, CancellationToken cancellationToken)
    {
        AuthenticationOutcome outcome = await _checkers.AskAsync(question, loginClass, cancellationToken);
        if (outcome.Status is AuthenticationStatus.Accepted or AuthenticationStatus.WrongCredentials)
        {
            bool isRight = outcome.Status == AuthenticationStatus.Accepted;
            _verifiers.Remember(question.User, verifier, isRight, RememberedAnswer.Of(outcome), generation, Now);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            // Everybody who asked has left: sending LOGIN and hanging up leaves evidence too.
            Observe(facts, outcome);
        }

        return outcome;
    }

    private void Observe(in LoginFacts facts, in AuthenticationOutcome outcome)
    {
        if (outcome.Status == AuthenticationStatus.Accepted)
        {
            _memory.Evidence.Observe(facts, LoginResult.Succeeded, Now);
        }
        else if (outcome.Status == AuthenticationStatus.WrongCredentials && !outcome.IsRepeat)
        {
            _memory.Evidence.Observe(facts, outcome.IsUnknownUser ? LoginResult.UnknownUser : LoginResult.Failed, Now);
        }
    }

    private LoginFacts FactsOf(PasswordQuestion question) =>
        new(question.User, question.Source)
        {
            HasLocation = question.HasLocation || CheckersNameUsers,
            Service = question.Service,
            Session = question.SessionId,
            RuledClass = question.RuledClass,
        };

    // saslauthd takes what stands behind the last @ for the realm.
    private Verifier VerifierOf(PasswordQuestion question)
    {
        ReadOnlySpan<char> user = question.User;
        int at = user.LastIndexOf('@');
        ReadOnlySpan<char> realm = at < 0 ? [] : user[(at + 1)..];
        return _memory.Keys.VerifierOf(
            at < 0 ? user : user[..at], realm, question.Service, question.Password, question.IsSecure, CheckersSeeSources ? question.Source : null);
    }
}
