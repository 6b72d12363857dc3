using System.Globalization;
using MailFront.Authentication;
using MailFront.Authentication.Mechanisms;
using MailFront.Protocol;

namespace MailFront.Sessions.Login;

/// <summary>
/// The one line that each login attempt leaves, in Cyrus' words, its place in the counters, and a second line when it was slow. Details
/// come from our rooms, which have made them safe.
/// </summary>
internal static class LoginLog
{
    // Cyrus logs this when a SASL exchange fails before a name is known.
    private const string UnknownUser = "-notset-";

    /// <summary>Writes and counts <paramref name="outcome"/>; <paramref name="mechanism"/> is null when none was offered.</summary>
    public static void Write(LoginCounters counters, ClientConnection connection, string? mechanism, LoginOutcome outcome, TimeSpan took)
    {
        var logger = connection.Service.Logger;
        var address = ClientAddress.Of(connection.Source);
        var user = LoggableText.From(outcome.User.Length == 0 ? UnknownUser : outcome.User).ToString();
        var name = mechanism ?? "SASL";
        var detail = outcome.Detail ?? string.Empty;
        counters.Count(connection.Service.Protocol, ResultOf(outcome));
        if (outcome.Succeeded)
        {
            var layer = connection.Channel.IsSecure ? "+TLS" : string.Empty;
            Log.LoggedIn(logger, address, user, name + layer, outcome.Backend.Backend, connection.SessionId);
        }
        else if (outcome.IsFailure)
        {
            Log.LoginFailed(logger, address, name, user, detail, connection.SessionId);
        }
        else
        {
            Log.LoginUnavailable(logger, address, user, detail, connection.SessionId);
        }

        took += outcome.Times.Sasl;
        if (took > connection.Settings.Login.SlowLogin)
        {
            counters.CountSlow();
            Log.SlowLogin(logger, address, user, Explain(outcome.Times, took), connection.SessionId);
        }
    }

    /// <summary>Writes and counts an attempt that a deadline, a stop or the client itself has ended.</summary>
    public static void WriteGivenUp(LoginCounters counters, ClientConnection connection, CloseReason reason)
    {
        var hasLeft = reason == CloseReason.ClientLeft;
        counters.Count(connection.Service.Protocol, hasLeft ? LoginEnd.Abandoned : LoginEnd.GivenUp);
        if (connection.AttemptedUser is not { } name)
        {
            return;
        }

        var address = ClientAddress.Of(connection.Source);
        var user = LoggableText.From(name).ToString();
        if (hasLeft)
        {
            // The client's doing, and half of an attack: nothing for an operator to look at.
            Log.LoginAbandoned(connection.Service.Logger, address, user, connection.SessionId);
            return;
        }

        Log.LoginUnavailable(connection.Service.Logger, address, user, $"given up: {reason}", connection.SessionId);
    }

    /// <summary>
    /// What writes the line of a login whose client left before the answer, once it comes: a guess is a guess, whether or not the guesser waits for what
    /// it comes to. The attempt has been counted already.
    /// </summary>
    public static Action<AuthenticationOutcome> LateAnswer(ClientConnection connection, string mechanism, string user)
    {
        // Not the connection itself, which is gone by then.
        var (logger, source, sessionId) = (connection.Service.Logger, connection.Source, connection.SessionId);
        return outcome =>
        {
            if (outcome.Status == AuthenticationStatus.WrongCredentials)
            {
                Log.LoginFailed(
                    logger, ClientAddress.Of(source), mechanism, LoggableText.From(user).ToString(), outcome.Detail ?? "checkpass failed", sessionId);
            }
        };
    }

    /// <summary>Writes and counts a SASL exchange that the client began and left, after it had named a user.</summary>
    public static void WriteForsaken(LoginCounters counters, ClientConnection connection, SaslProgress progress)
    {
        counters.Count(connection.Service.Protocol, LoginEnd.Abandoned);
        Log.ExchangeAbandoned(
            connection.Service.Logger,
            ClientAddress.Of(connection.Source),
            LoggableText.From(progress.User).ToString(),
            progress.Mechanism,
            progress.IsProven ? "after the right proof" : "before the proof",
            connection.SessionId);
    }

    private static LoginEnd ResultOf(LoginOutcome outcome) => outcome.Succeeded ? LoginEnd.Accepted : outcome.Refusal switch
    {
        LoginRefusal.WrongCredentials => LoginEnd.WrongCredentials,
        LoginRefusal.NoMechanism => LoginEnd.NoMechanism,
        LoginRefusal.CheckerUnavailable => LoginEnd.CheckerUnavailable,
        LoginRefusal.TooManySessions => LoginEnd.TooManySessions,
        _ => LoginEnd.BackendUnavailable,
    };

    private static string Explain(in LoginTimes times, TimeSpan took) => string.Create(
        CultureInfo.InvariantCulture,
        $"took=<{took.TotalSeconds:0.000}> sasl=<{times.Sasl.TotalSeconds:0.000}> password=<{times.Password.TotalSeconds:0.000}> policy=<{times.Policy.TotalSeconds:0.000}> queue=<{times.Waited.TotalSeconds:0.000}> checker=<{times.Ran.TotalSeconds:0.000}> directory=<{times.Directory.TotalSeconds:0.000}> held=<{times.Held.TotalSeconds:0.000}> backend=<{times.Backend.TotalSeconds:0.000}> class=<{times.Class?.ToString() ?? "none"}> by=<{times.Checker ?? "nobody"}>");
}
