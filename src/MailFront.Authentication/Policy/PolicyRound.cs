using MailFront.Defence.Login;

namespace MailFront.Authentication.Policy;

/// <summary>The policy servers: all are asked in order until one refuses, and the longest delay that was asked for is served once.</summary>
internal sealed class PolicyRound
{
    // Dovecot's longest penalty; the session's own login deadline would end much longer ones as a failure of ours.
    private static readonly TimeSpan _longestDelay = TimeSpan.FromSeconds(15);

    private readonly IPolicyServer[] _servers;
    private readonly TimeProvider _time;

    public PolicyRound(IEnumerable<IPolicyServer> servers, TimeProvider time)
    {
        _servers = [.. servers];
        _time = time;
        AskAboutVerified = _servers.Any(server => server.AsksAboutVerified);
    }

    /// <summary>Whether one of them wants to be asked about credentials that the verifier cache knows to be right.</summary>
    public bool AskAboutVerified { get; }

    /// <summary>Asks. Null: nothing against the login.</summary>
    public async ValueTask<AuthenticationOutcome?> RefusalAsync(PasswordQuestion question, LoginClass loginClass, CancellationToken cancellationToken)
    {
        TimeSpan delay = TimeSpan.Zero;
        foreach (IPolicyServer server in _servers)
        {
            if (loginClass == LoginClass.Verified && !server.AsksAboutVerified)
            {
                continue;
            }

            PolicyAdvice advice = await server.AllowAsync(question, loginClass, cancellationToken);
            if (advice.Action == PolicyAction.Refuse)
            {
                return new AuthenticationOutcome(AuthenticationStatus.WrongCredentials, server.Name, $"refused by policy: {advice.Message}")
                {
                    IsPolicyRefusal = true,
                };
            }

            if (IsNeeded(advice.Action, server, loginClass))
            {
                AuthenticationStatus status = advice.Action == PolicyAction.Busy ? AuthenticationStatus.Overloaded : AuthenticationStatus.Unavailable;
                return new AuthenticationOutcome(status, server.Name, advice.Message);
            }

            delay = advice.Action == PolicyAction.Delay && advice.Delay > delay ? advice.Delay : delay;
        }

        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay < _longestDelay ? delay : _longestDelay, _time, cancellationToken);
        }

        return null;
    }

    // A server that is down is no reason to lock anybody out, unless the operator wants it so. But a flood must not switch the advice off for itself.
    private static bool IsNeeded(PolicyAction action, IPolicyServer server, LoginClass loginClass) => action switch
    {
        PolicyAction.Unavailable => server.IsRequired,
        PolicyAction.Busy => server.IsRequired || loginClass == LoginClass.Suspect,
        _ => false,
    };

    /// <summary>Tells all of them how a login ended; waits for none.</summary>
    public void Report(PasswordQuestion question, in AuthenticationOutcome outcome)
    {
        foreach (IPolicyServer server in _servers)
        {
            server.Report(question, outcome);
        }
    }
}
