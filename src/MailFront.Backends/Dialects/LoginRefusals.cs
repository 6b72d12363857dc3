namespace MailFront.Backends.Dialects;

/// <summary>What a backend's refusal of a login means, by its response code. Pure.</summary>
internal static class LoginRefusals
{
    /// <summary>
    /// Codes that say "not now" (RFC 5530 §3 UNAVAILABLE, INUSE, LIMIT, SERVERBUG; RFC 2449 §8 IN-USE, LOGIN-DELAY; RFC 3206 §4 SYS/TEMP, SYS/PERM):
    /// nothing is wrong with the credentials.
    /// </summary>
    private static readonly string[] _busyCodes =
        ["UNAVAILABLE", "INUSE", "IN-USE", "LIMIT", "SERVERBUG", "CONTACTADMIN", "SYS/TEMP", "SYS/PERM", "LOGIN-DELAY"];

    /// <summary>Codes the client should see beside those of <see cref="_busyCodes"/>: its password is right but too old (RFC 5530 §3).</summary>
    private static readonly string[] _passwordCodes = ["EXPIRED"];

    /// <summary>Codes that blame the connection, not the password: TLS is missing (RFC 5530 §3).</summary>
    private static readonly string[] _operatorCodes = ["PRIVACYREQUIRED"];

    /// <summary>The code of a BYE or a refused greeting, if the client should see it.</summary>
    public static string? BusyCode(string? code) => Find(_busyCodes, code);

    /// <summary>Types a NO or -ERR to a login.</summary>
    /// <param name="code">Its response code without brackets and arguments; null when it has none.</param>
    /// <param name="usesProxyCredentials">False when the user's own password was sent.</param>
    /// <returns>The kind, and the code if the client should see it.</returns>
    public static (BackendFailureKind Kind, string? ResponseCode) Classify(string? code, bool usesProxyCredentials)
    {
        if (BusyCode(code) is { } busy)
        {
            return (BackendFailureKind.Refused, busy);
        }

        if (usesProxyCredentials || Find(_operatorCodes, code) is not null)
        {
            return (BackendFailureKind.LoginRefused, null);
        }

        return (BackendFailureKind.WrongPassword, Find(_passwordCodes, code));
    }

    /// <summary>The known spelling of a code, so that nothing a backend made up reaches a client.</summary>
    private static string? Find(string[] codes, string? code) =>
        Array.Find(codes, known => known.Equals(code, StringComparison.OrdinalIgnoreCase));
}
