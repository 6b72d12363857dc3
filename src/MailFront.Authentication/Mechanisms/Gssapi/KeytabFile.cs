using System.Buffers.Binary;
using MailFront.Authentication.PasswdFiles;

namespace MailFront.Authentication.Mechanisms.Gssapi;

/// <summary>A look at the keytab that libgssapi will read, since a client of a server without keys can only fail.</summary>
internal static class KeytabFile
{
    private const string SystemKeytab = "/etc/krb5.keytab";
    private const string SystemConfiguration = "/etc/krb5.conf";
    private const string FileKind = "FILE:";
    private const string RereadableKind = "WRFILE:";
    private const long MaxOctets = 1024 * 1024;

    // MIT krb5, doc/formats/keytab_file_format.rst: 5, the version, and for each entry its length, below zero for a hole.
    private const byte Magic = 5;
    private const byte OldVersion = 1;
    private const byte Version = 2;
    private const int HeadOctets = 2;

    /// <summary>
    /// Why no key can be read from <paramref name="option"/>, or without it from where the process would look; null when there is one, or when only
    /// libgssapi can tell.
    /// </summary>
    public static string? Trouble(string? option) => PathOf(option) is { } path ? TroubleAt(path) : null;

    /// <summary>Whether <paramref name="octets"/> are a keytab with at least one entry.</summary>
    public static bool HasKeys(ReadOnlySpan<byte> octets)
    {
        if (octets.Length < HeadOctets || octets[0] != Magic || octets[1] is not (OldVersion or Version))
        {
            return false;
        }

        // Version 1 is in the byte order of the machine that wrote it.
        var isSwapped = octets[1] == OldVersion && BitConverter.IsLittleEndian;
        octets = octets[HeadOctets..];
        while (octets.Length >= sizeof(int))
        {
            var length = isSwapped ? BinaryPrimitives.ReadInt32LittleEndian(octets) : BinaryPrimitives.ReadInt32BigEndian(octets);
            octets = octets[sizeof(int)..];
            if (length > 0)
            {
                return octets.Length >= length;
            }

            // Zero ends the file before its end.
            if (length == 0 || -(long)length > octets.Length)
            {
                return false;
            }

            octets = octets[-length..];
        }

        return false;
    }

    private static string? PathOf(string? option)
    {
        var name = option ?? Environment.GetEnvironmentVariable("KRB5_KTNAME");
        if (string.IsNullOrEmpty(name))
        {
            return MayBeElsewhere() ? null : SystemKeytab;
        }

        foreach (var kind in (string[])[FileKind, RereadableKind])
        {
            if (name.StartsWith(kind, StringComparison.Ordinal))
            {
                return name[kind.Length..];
            }
        }

        // MEMORY: and the like are libgssapi's business.
        return name.StartsWith('/') ? name : null;
    }

    // What krb5.conf says is found by libgssapi through includes and profiles; it is enough to know that it may say something.
    private static bool MayBeElsewhere()
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KRB5_CONFIG")))
        {
            return true;
        }

        try
        {
            return File.Exists(SystemConfiguration)
                && File.ReadAllText(SystemConfiguration) is var text
                && (text.Contains("default_keytab_name", StringComparison.Ordinal) || text.Contains("include", StringComparison.Ordinal));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static string? TroubleAt(string path)
    {
        try
        {
            if (RegularFile.IsSomethingElse(path) || new FileInfo(path) is { Exists: true, Length: > MaxOctets })
            {
                return $"{path} is no keytab";
            }

            return HasKeys(File.ReadAllBytes(path)) ? null : $"{path} is no keytab with keys";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"the keytab {path} cannot be read";
        }
    }
}
