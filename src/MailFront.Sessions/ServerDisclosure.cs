namespace MailFront.Sessions;

/// <summary>Values of <c>serverinfo</c>.</summary>
public enum ServerDisclosure
{
    /// <summary>Name and version.</summary>
    On,

    /// <summary>Name without version.</summary>
    Min,

    /// <summary>Nothing.</summary>
    Off,
}
