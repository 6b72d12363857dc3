using MailFront.Configuration;

namespace MailFront.Composition;

/// <summary>The two files a command works from.</summary>
/// <param name="ImapdConf"><c>-C</c>.</param>
/// <param name="CyrusConf"><c>-M</c>.</param>
internal sealed record ConfigurationFiles(string ImapdConf, string CyrusConf)
{
    /// <summary>Where Cyrus looks for imapd.conf.</summary>
    public const string DefaultImapdConf = "/etc/imapd.conf";

    /// <summary>Where Cyrus looks for cyrus.conf.</summary>
    public const string DefaultCyrusConf = "/etc/cyrus.conf";

    /// <summary>Reads both files.</summary>
    public LoadResult Load() => SettingsLoader.Load(CyrusConf, ImapdConf, new DiskConfigurationSource(), Environment.MachineName);
}
