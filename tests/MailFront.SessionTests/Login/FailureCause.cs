using System.Text;

namespace MailFront.SessionTests.Login;

/// <summary>A reason for which a login fails, and what a client says to meet it. All names have the same length.</summary>
/// <param name="Name">For messages.</param>
/// <param name="User">User name sent.</param>
/// <param name="ActAs">Authorization identity; empty for none.</param>
/// <param name="Takes">What the checker itself takes; null when it is not asked.</param>
internal sealed record FailureCause(string Name, string User, string ActAs, TimeSpan? Takes)
{
    /// <summary>The causes by SASL.</summary>
    public static FailureCause[] All { get; } =
    [
        new("unknown user", "nobody", string.Empty, TimeSpan.FromMilliseconds(1)),
        new("wrong password", "joanna", string.Empty, TimeSpan.FromSeconds(1.9)),
        new("locked", "locked", string.Empty, TimeSpan.FromMilliseconds(15)),
        new("invalid name", "no*one", string.Empty, null),
        new("acting as another", "joanna", "robert", null),
    ];

    /// <summary>The command that gives the credential by AUTHENTICATE or AUTH PLAIN.</summary>
    public string Plain(string command, string password) => $"{command} PLAIN {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ActAs}\0{User}\0{password}"))}\r\n";

    /// <summary>IMAP's LOGIN.</summary>
    public string Login(string password) => $"a LOGIN \"{User}\" \"{password}\"\r\n";

    /// <summary>POP3's USER and PASS.</summary>
    public string UserAndPass(string password) => $"USER {User}\r\nPASS {password}\r\n";
}
