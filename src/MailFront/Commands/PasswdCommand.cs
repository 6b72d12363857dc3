using System.CommandLine;
using System.Text;
using MailFront.Authentication.Hashing;
using MailFront.Authentication.PasswdFiles;
using MailFront.Protocol;

namespace MailFront.Commands;

/// <summary><c>mailfront passwd</c>: makes a line for <c>mailfront_passwd_file</c>.</summary>
internal static class PasswdCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var user = new Argument<string?>("USER") { Description = "User name; asked for when missing", Arity = ArgumentArity.ZeroOrOne };
        var scheme = new Option<string?>("--scheme")
        {
            Description = $"Hash scheme as in {{SCHEME}}hash; {PasswordSchemes.NameOf(PasswdEntry.DefaultScheme)} when not given",
        };
        var command = new Command("passwd", "Print an entry for mailfront_passwd_file. The password is asked for, or read from standard input.");
        command.Arguments.Add(user);
        command.Options.Add(scheme);
        command.SetAction(result => Run(result.GetValue(user), result.GetValue(scheme)));
        return command;
    }

    private static int Run(string? user, string? schemeName)
    {
        var scheme = PasswdEntry.DefaultScheme;
        if (schemeName is not null && !PasswordSchemes.TryFind(schemeName.Trim('{', '}').ToUpperInvariant(), out scheme))
        {
            return Complain($"unknown scheme {schemeName}");
        }

        user ??= PasswordPrompt.ReadLine("User: ");
        var password = PasswordPrompt.ReadPassword();
        if (user is null || password is null)
        {
            return Complain("user or password missing, or the two passwords differ");
        }

        using var secret = new Secret(Encoding.UTF8.GetBytes(password));
        var outcome = PasswdEntry.Create(user, secret, scheme);
        if (outcome.Line is null)
        {
            return Complain(outcome.Complaint ?? "cannot make an entry");
        }

        Console.Out.WriteLine(outcome.Line);
        return ExitCode.Success;
    }

    private static int Complain(string why)
    {
        Console.Error.WriteLine($"mailfront passwd: {why}");
        return ExitCode.Errors;
    }
}
