using System.Text;

namespace MailFront.Authentication.Hashing;

/// <summary>Names of the schemes, as they stand in braces in front of a hash. Case does not matter.</summary>
public static class PasswordSchemes
{
    private static (string Name, PasswordScheme Scheme)[] Table { get; } =
    [
        ("PLAIN", PasswordScheme.Plain),
        ("CLEAR", PasswordScheme.Plain),
        ("CLEARTEXT", PasswordScheme.Plain),
        ("SHA256-CRYPT", PasswordScheme.Sha256Crypt),
        ("SHA512-CRYPT", PasswordScheme.Sha512Crypt),
        ("BLF-CRYPT", PasswordScheme.BlowfishCrypt),
        ("CRYPT", PasswordScheme.Crypt),
        ("PBKDF2", PasswordScheme.Pbkdf2),
        ("PBKDF2-SHA256", PasswordScheme.Pbkdf2Sha256),
        ("SCRAM-SHA-1", PasswordScheme.ScramSha1),
        ("SCRAM-SHA-256", PasswordScheme.ScramSha256),
    ];

    /// <summary>The scheme's own name, without braces.</summary>
    public static string NameOf(PasswordScheme scheme) => Array.Find(Table, entry => entry.Scheme == scheme).Name;

    /// <summary>Finds a scheme by name, without braces.</summary>
    public static bool TryFind(string name, out PasswordScheme scheme) => TryFind(Encoding.UTF8.GetBytes(name), out scheme);

    internal static bool TryFind(ReadOnlySpan<byte> name, out PasswordScheme scheme)
    {
        foreach ((string known, PasswordScheme value) in Table)
        {
            if (Ascii.EqualsIgnoreCase(name, known))
            {
                scheme = value;
                return true;
            }
        }

        scheme = default;
        return false;
    }
}
