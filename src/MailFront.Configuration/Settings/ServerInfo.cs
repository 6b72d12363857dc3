namespace MailFront.Configuration.Settings;

/// <summary><c>serverinfo</c>: how much greetings and ID tell.</summary>
public enum ServerInfo
{
    /// <summary>Name and version.</summary>
    On,

    /// <summary>Name of the product, no version.</summary>
    Min,

    /// <summary>Nothing.</summary>
    Off,
}
