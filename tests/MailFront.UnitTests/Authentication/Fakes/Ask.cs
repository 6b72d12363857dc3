using System.Text;
using MailFront.Authentication;
using MailFront.Protocol;

namespace MailFront.UnitTests.Authentication.Fakes;

internal static class Ask
{
    public const string Password = "sekrit pass";

    public static PasswordQuestion About(string user, string password = Password, string service = "imap") =>
        new(user, new Secret(Encoding.UTF8.GetBytes(password)), service, null);
}
