using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MailFront.Authentication.Hashing;

/// <summary>
/// crypt_rn(3) of libxcrypt: SHA-crypt, bcrypt and yescrypt. Loaded by name because distributions ship it as libcrypt.so.1 (Debian) or
/// libcrypt.so.2 (Fedora, RHEL 9). Re-entrant: each call has its own work area.
/// </summary>
internal static unsafe class LibCrypt
{
    /// <summary>Longest result, terminator included (crypt.h: CRYPT_OUTPUT_SIZE).</summary>
    public const int MaxOutputLength = 384;

    /// <summary>Longest password libcrypt takes, terminator included (crypt.h: CRYPT_MAX_PASSPHRASE_SIZE).</summary>
    private const int MaxPassphraseLength = 512;

    // crypt.h: sizeof(struct crypt_data), fixed by libxcrypt's ABI.
    private const int WorkAreaLength = 32_768;

    private static nint CryptRn { get; } = Find();

    /// <summary>Whether this machine has a libcrypt with crypt_rn.</summary>
    public static bool IsAvailable => CryptRn != 0;

    /// <summary>
    /// Hashes <paramref name="password"/> as <paramref name="setting"/> (a hash, or its beginning) tells, and returns the length written;
    /// 0 when libcrypt refuses, or when the password holds a NUL and libcrypt would see only its beginning.
    /// </summary>
    public static int Hash(ReadOnlySpan<byte> password, ReadOnlySpan<byte> setting, Span<byte> output)
    {
        if (!IsAvailable || password.Length >= MaxPassphraseLength || setting.Length >= MaxOutputLength || password.Contains((byte)0))
        {
            return 0;
        }

        Span<byte> phrase = stackalloc byte[MaxPassphraseLength];
        Span<byte> format = stackalloc byte[MaxOutputLength];
        phrase.Clear();
        format.Clear();
        password.CopyTo(phrase);
        setting.CopyTo(format);
        byte* workArea = (byte*)NativeMemory.AllocZeroed(WorkAreaLength);
        try
        {
            fixed (byte* phraseStart = phrase)
            fixed (byte* formatStart = format)
            {
                var cryptRn = (delegate* unmanaged<byte*, byte*, byte*, int, byte*>)CryptRn;
                byte* result = cryptRn(phraseStart, formatStart, workArea, WorkAreaLength);
                if (result is null)
                {
                    return 0;
                }

                ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(result);
                return text.TryCopyTo(output) ? text.Length : 0;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(phrase);
            CryptographicOperations.ZeroMemory(new Span<byte>(workArea, WorkAreaLength));
            NativeMemory.Free(workArea);
        }
    }

    private static nint Find()
    {
        foreach (string name in (ReadOnlySpan<string>)["libcrypt.so.1", "libcrypt.so.2"])
        {
            if (NativeLibrary.TryLoad(name, out nint library) && NativeLibrary.TryGetExport(library, "crypt_rn", out nint function))
            {
                return function;
            }
        }

        return 0;
    }
}
