using System.Text;
using MailFront.Authentication.Checkers;

namespace MailFront.SessionTests.Login;

/// <summary>A reason for which a login fails, and what a client says to meet it. All names have the same length.</summary>
internal sealed record FailureCause
{
    /// <summary>The causes.</summary>
    public static FailureCause[] All { get; } =
    [
        new() { Name = "unknown user", User = "nobody", Verdict = CheckVerdict.UnknownUser, Takes = TimeSpan.FromMilliseconds(1) },
        new() { Name = "wrong password", User = "joanna", Verdict = CheckVerdict.Wrong, Takes = TimeSpan.FromSeconds(1.9) },
        new() { Name = "locked", User = "locked", Verdict = CheckVerdict.Wrong, Takes = TimeSpan.FromMilliseconds(15) },
        new() { Name = "invalid name", User = "no*one", Judge = FailureJudge.Nobody },
        new() { Name = "the same wrong password again", User = "robert", Judge = FailureJudge.Nobody, Password = "wrong-0000000000" },
        new() { Name = "refused by policy", User = "banned", Judge = FailureJudge.PolicyServer, Takes = TimeSpan.FromMilliseconds(40) },
        new() { Name = "may not act as another", User = "joanna", ActAs = "robert", Verdict = CheckVerdict.Accepted, Takes = TimeSpan.FromMilliseconds(15) },
    ];

    /// <summary>For messages.</summary>
    public required string Name { get; init; }

    /// <summary>User name sent.</summary>
    public required string User { get; init; }

    /// <summary>Authorization identity, which only SASL can send; empty for none.</summary>
    public string ActAs { get; init; } = string.Empty;

    /// <summary>The password sent, which the gateway remembers as wrong; null for one that nobody has sent before.</summary>
    public string? Password { get; init; }

    /// <summary>Who finds out.</summary>
    public FailureJudge Judge { get; init; } = FailureJudge.Checker;

    /// <summary>What the checker says, if it is asked.</summary>
    public CheckVerdict Verdict { get; init; }

    /// <summary>How long the judge thinks.</summary>
    public TimeSpan Takes { get; init; }

    /// <summary>How long the judge takes when questions to the checker wait for <paramref name="queue"/>. A user with the right password does not wait.</summary>
    public TimeSpan TakesBehind(TimeSpan queue) => Judge == FailureJudge.Checker && Verdict != CheckVerdict.Accepted ? queue + Takes : Takes;

    /// <summary>The command that gives the credential by AUTHENTICATE or AUTH PLAIN.</summary>
    public string Plain(string command, string password) =>
        $"{command} PLAIN {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ActAs}\0{User}\0{Password ?? password}"))}\r\n";

    /// <summary>IMAP's LOGIN.</summary>
    public string Login(string password) => $"a LOGIN \"{User}\" \"{Password ?? password}\"\r\n";

    /// <summary>POP3's USER and PASS.</summary>
    public string UserAndPass(string password) => $"USER {User}\r\nPASS {Password ?? password}\r\n";
}
