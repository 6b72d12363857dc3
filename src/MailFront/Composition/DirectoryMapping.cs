using MailFront.Configuration.Settings;
using MailFront.Directory;

namespace MailFront.Composition;

/// <summary>Turns what the files say of the directory into the options of the room Directory.</summary>
internal static class DirectoryMapping
{
    /// <summary>Options of the locator.</summary>
    public static MailboxLocatorOptions Locator(FrontendSettings settings) => new()
    {
        Path = settings.Directory.Path,
        Names = Names(settings.Service.Login),
        DefaultBackends = BackendMapping.Ring(settings.Backends),
    };

    /// <summary>How user names become internal names.</summary>
    public static InternalNameOptions Names(LoginSettings login) => new()
    {
        VirtualDomains = login.VirtualDomains != VirtualDomains.Off,
        DefaultDomain = login.DefaultDomain,
        LowerCaseUsers = login.UserNameToLower,
    };
}
