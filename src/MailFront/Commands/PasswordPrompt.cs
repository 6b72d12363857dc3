using System.Text;

namespace MailFront.Commands;

/// <summary>Reads names and passwords from a terminal, without echo, or from a pipe.</summary>
internal static class PasswordPrompt
{
    /// <summary>One line; null at the end of the input.</summary>
    public static string? ReadLine(string prompt)
    {
        if (!Console.IsInputRedirected)
        {
            Console.Error.Write(prompt);
        }

        return Console.In.ReadLine();
    }

    /// <summary>A password: a line of a pipe, or typed twice the same; null when missing or different.</summary>
    public static string? ReadPassword()
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine();
        }

        var first = ReadHidden("Password: ");
        return ReadHidden("Again: ") == first && first.Length > 0 ? first : null;
    }

    private static string ReadHidden(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length -= typed.Length > 0 ? 1 : 0;
            }
            else if (key.KeyChar != '\0')
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
