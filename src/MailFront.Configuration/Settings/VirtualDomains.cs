namespace MailFront.Configuration.Settings;

/// <summary><c>virtdomains</c>.</summary>
public enum VirtualDomains
{
    /// <summary>User names have no domain.</summary>
    Off,

    /// <summary>The domain is the part after <c>@</c>.</summary>
    UserId,

    /// <summary>As <see cref="UserId"/>; Cyrus would also derive a domain from the address connected to.</summary>
    On,
}
