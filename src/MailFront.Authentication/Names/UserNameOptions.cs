namespace MailFront.Authentication.Names;

/// <summary>How the names clients log in with become user names.</summary>
public sealed record UserNameOptions
{
    /// <summary>ASCII letters are lower-cased. Cyrus <c>username_tolower</c>, default on.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>Cyrus <c>virtdomains</c>, default off.</summary>
    public VirtualDomainsMode VirtualDomains { get; init; } = VirtualDomainsMode.Off;

    /// <summary>Domain cut from names when virtual domains are on; null cuts none. Cyrus <c>defaultdomain</c>; its default <c>internal</c> is the caller's to pass.</summary>
    public string? DefaultDomain { get; init; }

    /// <summary>
    /// A <c>+detail</c> in front of the domain is cut from the name and returned beside it. Cyrus <c>imapmagicplus</c> (IMAP) and
    /// <c>popsubfolders</c> (POP3), both off by default: then <c>+</c> is part of the name.
    /// </summary>
    public bool CutDetail { get; init; }
}
