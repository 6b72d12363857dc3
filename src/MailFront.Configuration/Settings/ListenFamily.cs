namespace MailFront.Configuration.Settings;

/// <summary>Address families a listen address may resolve to.</summary>
public enum ListenFamily
{
    /// <summary>Both: only for a host name, one listener per address found.</summary>
    Any,

    /// <summary>IPv4 (<c>proto=tcp4</c>).</summary>
    V4,

    /// <summary>IPv6 (<c>proto=tcp6</c>), without mapped IPv4 addresses.</summary>
    V6,

    /// <summary>A unix socket.</summary>
    Unix,
}
