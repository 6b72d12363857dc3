using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using MailFront.Authentication.Hashing;
using MailFront.Authentication.Names;
using MailFront.Protocol;

namespace MailFront.Authentication.PasswdFiles;

/// <summary>Makes lines for <c>mailfront_passwd_file</c>; the work behind <c>mailfront passwd</c>.</summary>
public static class PasswdEntry
{
    /// <summary>
    /// SHA512-CRYPT with 100,000 rounds: the strongest that Dovecot, shadow(5), PAM and MailFront all read without an extra library,
    /// so that one file can serve the front door and the backends.
    /// </summary>
    public const PasswordScheme DefaultScheme = PasswordScheme.Sha512Crypt;

    /// <summary>Longest password a passwd-file can hold, in octets.</summary>
    public const int MaxPasswordLength = PasswordComparison.MaxPasswordLength;

    /// <summary>A line for <paramref name="user"/>, which must be a canonical name, with a fresh random salt.</summary>
    public static PasswdEntryOutcome Create(string user, Secret password, PasswordScheme scheme)
    {
        Span<byte> salt = stackalloc byte[PasswordHashWriter.SaltLength];
        RandomNumberGenerator.Fill(salt);
        return Create(user, password, scheme, salt);
    }

    internal static PasswdEntryOutcome Create(string user, Secret password, PasswordScheme scheme, ReadOnlySpan<byte> salt)
    {
        if (Complain(user, password, scheme) is { } complaint)
        {
            return new PasswdEntryOutcome(null, complaint);
        }

        string? hash = PasswordHashWriter.Write(scheme, password.Bytes, salt);
        return hash is null
            ? new PasswdEntryOutcome(null, "this scheme can be read but not made here")
            : new PasswdEntryOutcome($"{user}:{hash}", null);
    }

    private static string? Complain(string user, Secret password, PasswordScheme scheme)
    {
        ReadOnlySpan<byte> bytes = password.Bytes;
        if (UserNamePolicy.Examine(Encoding.UTF8.GetBytes(user)) != UserNameRefusal.None || user[0] == '#')
        {
            return "not a possible user name";
        }

        if (bytes.Length is 0 or > MaxPasswordLength)
        {
            return "the password must have 1 to 256 octets";
        }

        if (bytes.ContainsAny("\0\r\n"u8))
        {
            return "the password holds a line end or NUL, which no client can send";
        }

        bool isLine = scheme != PasswordScheme.Plain || (Utf8.IsValid(bytes) && !bytes.Contains((byte)':'));
        return isLine ? null : "a PLAIN password must be UTF-8 without a colon; take a hashing scheme";
    }
}
