using System.CommandLine;
using MailFront.Composition;

namespace MailFront.Commands;

/// <summary>The options <c>-C</c> and <c>-M</c>, the same for every command.</summary>
internal sealed class FileOptions
{
    private readonly Option<string> _imapdConf = new("-C")
    {
        Description = "Path of imapd.conf",
        HelpName = "imapd.conf",
        DefaultValueFactory = _ => ConfigurationFiles.DefaultImapdConf,
    };

    private readonly Option<string> _cyrusConf = new("-M")
    {
        Description = "Path of cyrus.conf",
        HelpName = "cyrus.conf",
        DefaultValueFactory = _ => ConfigurationFiles.DefaultCyrusConf,
    };

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_imapdConf);
        command.Options.Add(_cyrusConf);
    }

    /// <summary>What was given.</summary>
    public ConfigurationFiles Read(ParseResult result) => new(
        result.GetValue(_imapdConf) ?? ConfigurationFiles.DefaultImapdConf,
        result.GetValue(_cyrusConf) ?? ConfigurationFiles.DefaultCyrusConf);
}
