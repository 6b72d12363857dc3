namespace MailFront.Protocol.Ldap;

/// <summary>A boundary found by <see cref="LdapFramer"/>.</summary>
/// <param name="Status">Whether there is one.</param>
/// <param name="Length">Octets of the message, header included; 0 unless complete.</param>
public readonly record struct LdapFrame(LdapFrameStatus Status, int Length = 0);
