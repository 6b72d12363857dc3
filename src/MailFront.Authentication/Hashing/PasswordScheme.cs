namespace MailFront.Authentication.Hashing;

/// <summary>Schemes a passwd-file entry may name in braces.</summary>
public enum PasswordScheme
{
    /// <summary><c>{PLAIN}</c>, also <c>{CLEAR}</c> and <c>{CLEARTEXT}</c> as Dovecot names it: the password itself.</summary>
    Plain,

    /// <summary><c>{SHA256-CRYPT}$5$…</c>, Dovecot and glibc.</summary>
    Sha256Crypt,

    /// <summary><c>{SHA512-CRYPT}$6$…</c>, Dovecot and glibc.</summary>
    Sha512Crypt,

    /// <summary><c>{BLF-CRYPT}$2y$…</c>, Dovecot's name for bcrypt.</summary>
    BlowfishCrypt,

    /// <summary><c>{CRYPT}</c>: whatever of <c>$1$ $2y$ $5$ $6$ $y$</c> the hash itself says.</summary>
    Crypt,

    /// <summary><c>{PBKDF2}$1$salt$rounds$hex</c>: Dovecot's, HMAC-SHA-1, the salt taken as text.</summary>
    Pbkdf2,

    /// <summary><c>{PBKDF2-SHA256}rounds$salt$digest</c>: as OpenLDAP's pw-pbkdf2 and passlib write it, base64 without padding.</summary>
    Pbkdf2Sha256,

    /// <summary><c>{SCRAM-SHA-1}iterations,salt,storedkey,serverkey</c>, Dovecot's.</summary>
    ScramSha1,

    /// <summary><c>{SCRAM-SHA-256}iterations,salt,storedkey,serverkey</c>, Dovecot's.</summary>
    ScramSha256,
}
