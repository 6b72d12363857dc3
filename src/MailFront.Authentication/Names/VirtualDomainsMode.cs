namespace MailFront.Authentication.Names;

/// <summary>The Cyrus option <c>virtdomains</c>.</summary>
public enum VirtualDomainsMode
{
    /// <summary>A user name has no domain; <c>@</c> is an ordinary character. Cyrus' default.</summary>
    Off,

    /// <summary>The domain is what stands behind the last <c>@</c> (or <c>%</c>) of the name.</summary>
    UserId,

    /// <summary>
    /// As <see cref="UserId"/>. Cyrus also appends the domain of the local address' reverse name to a bare name;
    /// MailFront never asks the DNS during a login.
    /// </summary>
    On,
}
