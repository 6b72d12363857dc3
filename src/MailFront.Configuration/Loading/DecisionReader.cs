using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration.Loading;

/// <summary>Where decisions are recorded.</summary>
internal static class DecisionReader
{
    /// <summary>Reads the options of the decision log.</summary>
    public static DecisionSettings Read(OptionReader reader)
    {
        var name = MailFrontOptions.DecisionLog.Name;
        var path = reader.Text(name);
        if (path is not null && !path.StartsWith('/'))
        {
            reader.Bad(reader.Find(name)!, "an absolute path");
        }

        return new DecisionSettings
        {
            LogFile = path,
            HashesUsers = reader.Word(MailFrontOptions.DecisionLogUsers, false, true),
        };
    }
}
