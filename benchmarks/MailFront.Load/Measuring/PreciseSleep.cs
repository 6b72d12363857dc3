using System.Runtime.InteropServices;

namespace MailFront.Load.Measuring;

/// <summary>
/// Sleeping with the kernel's resolution. The timers of .NET round up to whole milliseconds, which an open-loop generator would
/// report as latency of the server.
/// </summary>
internal static partial class PreciseSleep
{
    /// <summary>Blocks the calling thread, which must be one of its own, for about the given time.</summary>
    public static void For(long nanoseconds)
    {
        if (nanoseconds > 0)
        {
            var wanted = new Timespec(nanoseconds / LoadClock.Second, nanoseconds % LoadClock.Second);
            _ = Nanosleep(in wanted, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Nanosleep(in Timespec wanted, nint remaining);

    private readonly struct Timespec(long seconds, long nanoseconds)
    {
        public readonly nint Seconds = (nint)seconds;
        public readonly nint Nanoseconds = (nint)nanoseconds;
    }
}
