using System.Globalization;

namespace MailFront.Rig.Population;

/// <summary>
/// The users and their passwords, known to the generator and to slowauth. saslauthd's protocol carries no address, so each kind of login
/// uses passwords of its own, from which slowauth tells for whom it was asked. All three right ones are always right (as application
/// passwords are).
/// </summary>
internal static class PasswordBook
{
    private const string NamePrefix = "user";
    private const int Digits = 4;

    /// <summary>The name of user 1, 2, ...</summary>
    public static string Name(int user) => string.Create(CultureInfo.InvariantCulture, $"{NamePrefix}{user:D4}");

    /// <summary>The password by which a user's logins are of this kind; a typo is never the same twice.</summary>
    public static string Password(int user, LoginKind kind, int variant = 0) => kind switch
    {
        LoginKind.Verified => string.Create(CultureInfo.InvariantCulture, $"pw{user:D4}"),
        LoginKind.Known => string.Create(CultureInfo.InvariantCulture, $"pw{user:D4}-changed"),
        LoginKind.New => string.Create(CultureInfo.InvariantCulture, $"pw{user:D4}-elsewhere"),
        LoginKind.Typo => string.Create(CultureInfo.InvariantCulture, $"pw{user:D4}typo{variant}"),
        LoginKind.Stale => string.Create(CultureInfo.InvariantCulture, $"old{user:D4}"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Whose login this is; what no user would write is the botnet's.</summary>
    public static LoginKind KindOf(string name, string password, int users)
    {
        if (UserOf(name, users) is not { } user)
        {
            return LoginKind.Bot;
        }

        LoginKind[] exact = [LoginKind.Verified, LoginKind.Known, LoginKind.New, LoginKind.Stale];
        foreach (var kind in exact)
        {
            if (password == Password(user, kind))
            {
                return kind;
            }
        }

        return password.StartsWith(Password(user, LoginKind.Verified) + "typo", StringComparison.Ordinal) ? LoginKind.Typo : LoginKind.Bot;
    }

    /// <summary>Would the password let the user in?</summary>
    public static bool IsRight(LoginKind kind) => kind is LoginKind.Verified or LoginKind.Known or LoginKind.New;

    private static int? UserOf(string name, int users) =>
        name.Length == NamePrefix.Length + Digits && name.StartsWith(NamePrefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(NamePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var user) && user >= 1 && user <= users
            ? user
            : null;
}
