namespace MailFront.Configuration;

/// <summary>Where the text of configuration files comes from: the disk in the executable, a dictionary in tests.</summary>
public interface IConfigurationSource
{
    /// <summary>The whole text of a file (UTF-8, Latin-1 tolerated), or null when it is missing or unreadable.</summary>
    string? Read(string path);

    /// <summary>Whether a file is there and may be read; asked for certificates, keys and password files, which are not opened here.</summary>
    bool Exists(string path);
}
