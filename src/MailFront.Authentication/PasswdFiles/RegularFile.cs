using System.Runtime.InteropServices;

namespace MailFront.Authentication.PasswdFiles;

/// <summary>Tells regular files from all else without opening them.</summary>
internal static partial class RegularFile
{
    // <sys/stat.h>, <fcntl.h>, linux/stat.h; statx has the same layout on every architecture.
    private const int AtCurrentFolder = -100;
    private const uint WantType = 0x1;
    private const int StatxBytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;

    /// <summary>True when <paramref name="path"/>, or what it links to, is there and is no regular file.</summary>
    public static bool IsSomethingElse(string path)
    {
        Span<byte> status = stackalloc byte[StatxBytes];
        status.Clear();
        return Status(AtCurrentFolder, path, 0, WantType, status) == 0
            && (MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeMask) != RegularType;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, Span<byte> status);
}
