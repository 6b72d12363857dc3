using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MailFront.Transport.Listening;

/// <summary>Tells a socket from other files, since replacing a stale socket must never delete anything else.</summary>
public static partial class UnixSocketFile
{
    // <sys/stat.h>, <fcntl.h>, linux/stat.h; statx has the same layout on every architecture.
    private const int AtCurrentFolder = -100;
    private const int DoNotFollowLinks = 0x100;
    private const uint WantType = 0x1;
    private const int StatxBytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int SocketMark = 0xC000;

    /// <summary>Whether <paramref name="path"/> is a socket itself (not a link to one).</summary>
    public static bool IsSocket(string path)
    {
        Span<byte> status = stackalloc byte[StatxBytes];
        status.Clear();
        return Status(AtCurrentFolder, path, DoNotFollowLinks, WantType, status) == 0
            && (MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeMask) == SocketMark;
    }

    /// <summary>Removes what a process that is gone has left at <paramref name="path"/>.</summary>
    /// <exception cref="IOException">Something is there that is no socket, or somebody listens.</exception>
    public static void RemoveStale(string path)
    {
        if (!IsSocket(path))
        {
            if (Path.Exists(path))
            {
                throw new IOException($"{path} exists and is not a socket.");
            }

            return;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
            return;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.TryAgain)
        {
            // Its queue is full: somebody listens.
        }

        throw new IOException($"{path} is in use: another process listens there.");
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, Span<byte> status);
}
