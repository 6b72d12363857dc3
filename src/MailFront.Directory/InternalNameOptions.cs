namespace MailFront.Directory;

/// <summary>How user names become internal names; the Cyrus options of the same meaning.</summary>
public sealed record InternalNameOptions
{
    /// <summary><c>virtdomains</c> is not <c>off</c>: <c>jo@example.org</c> is user <c>jo</c> of domain <c>example.org</c>. Default false.</summary>
    public bool VirtualDomains { get; init; }

    /// <summary><c>defaultdomain</c>: its users have no domain in their internal names. Default null. Used with <see cref="VirtualDomains"/>.</summary>
    public string? DefaultDomain { get; init; }

    /// <summary><c>username_tolower</c>: user names typed at the command line are lower-cased (ASCII), as logins are. Default true.</summary>
    public bool LowerCaseUsers { get; init; } = true;
}
