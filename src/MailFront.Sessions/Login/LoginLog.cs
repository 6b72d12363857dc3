using MailFront.Protocol;

namespace MailFront.Sessions.Login;

/// <summary>The one line that each login attempt leaves, in Cyrus' words. Details come from our rooms, which have made them safe.</summary>
internal static class LoginLog
{
    // Cyrus logs this when a SASL exchange fails before a name is known.
    private const string UnknownUser = "-notset-";

    /// <summary>Writes the line for <paramref name="outcome"/>; <paramref name="mechanism"/> is null when none was offered.</summary>
    public static void Write(ClientConnection connection, string? mechanism, LoginOutcome outcome)
    {
        var logger = connection.Service.Logger;
        var address = ClientAddress.Of(connection.Source);
        var user = LoggableText.From(outcome.User.Length == 0 ? UnknownUser : outcome.User).ToString();
        var name = mechanism ?? "SASL";
        var detail = outcome.Detail ?? string.Empty;
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
    }

    /// <summary>Writes the line of an attempt that a deadline, a stop or the client itself has ended.</summary>
    public static void WriteGivenUp(ClientConnection connection, CloseReason reason)
    {
        if (connection.AttemptedUser is not { } name)
        {
            return;
        }

        var address = ClientAddress.Of(connection.Source);
        var user = LoggableText.From(name).ToString();
        if (reason == CloseReason.ClientLeft)
        {
            // The client's doing, and half of an attack: nothing for an operator to look at.
            Log.LoginAbandoned(connection.Service.Logger, address, user, connection.SessionId);
            return;
        }

        Log.LoginUnavailable(connection.Service.Logger, address, user, $"given up: {reason}", connection.SessionId);
    }
}
