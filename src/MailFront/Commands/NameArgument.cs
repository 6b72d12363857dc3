using System.CommandLine;
using MailFront.Directory;

namespace MailFront.Commands;

/// <summary>A mailbox or user name, with the options that say which of the two it is.</summary>
internal sealed class NameArgument
{
    private readonly Argument<string> _name = new("NAME") { Description = "User, or internal mailbox name such as user.jo.Sent" };
    private readonly Option<bool> _user = new("--user") { Description = "NAME is a user, whatever it looks like" };
    private readonly Option<bool> _mailbox = new("--mailbox") { Description = "NAME is a mailbox, whatever it looks like" };

    /// <summary>Adds argument and options to <paramref name="command"/>.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_name);
        command.Options.Add(_user);
        command.Options.Add(_mailbox);
    }

    /// <summary>The name given.</summary>
    public string Text(ParseResult result) => result.GetValue(_name) ?? string.Empty;

    /// <summary>What it is.</summary>
    public NameKind Kind(ParseResult result) => result.GetValue(_user) ? NameKind.User : result.GetValue(_mailbox) ? NameKind.Mailbox : NameKind.Guess;
}
