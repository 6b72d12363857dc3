using System.Runtime.InteropServices;

namespace MailFront.Transport;

/// <summary>The process's limit on open descriptors (RLIMIT_NOFILE) and the sessions it allows.</summary>
/// <param name="Soft">Descriptors the process may open now.</param>
/// <param name="Hard">The most it could raise that to.</param>
public readonly partial record struct DescriptorLimit(long Soft, long Hard)
{
    /// <summary>Descriptors kept back for files, listeners, checkers and the runtime.</summary>
    public const int Reserved = 256;

    /// <summary>
    /// Descriptors that clients never get. Below that the runtime itself is in danger: it ends the process when it cannot open the pipe of a new thread.
    /// </summary>
    public const int NeverLent = 48;

    // <bits/resource.h>
    private const int RlimitNoFile = 7;

    /// <summary>Proxied sessions that fit: two descriptors each.</summary>
    public int SessionCapacity => (int)Math.Clamp((Soft - Reserved) / 2, 0, int.MaxValue);

    /// <summary>Whether a client may keep <paramref name="descriptor"/>. The kernel gives the lowest free number, so a high one tells that few are left.</summary>
    public bool MayLend(long descriptor) => descriptor < Soft - NeverLent;

    /// <summary>What is in force now; somebody may have changed it from outside (prlimit).</summary>
    /// <exception cref="InvalidOperationException">The limit cannot be read.</exception>
    public static DescriptorLimit Read() => FromNative(ReadNative());

    /// <summary>Raises the soft limit to the hard one, and reads what is in force. Once, at start.</summary>
    /// <exception cref="InvalidOperationException">The limit cannot be read.</exception>
    public static DescriptorLimit Raise()
    {
        var limit = ReadNative();
        if (limit.Soft < limit.Hard)
        {
            var raised = limit with { Soft = limit.Hard };
            if (SetLimit(RlimitNoFile, in raised) == 0)
            {
                limit = raised;
            }
        }

        return FromNative(limit);
    }

    private static NativeLimit ReadNative() => GetLimit(RlimitNoFile, out var limit) == 0
        ? limit
        : throw new InvalidOperationException($"RLIMIT_NOFILE cannot be read: error {Marshal.GetLastPInvokeError()}.");

    private static DescriptorLimit FromNative(NativeLimit limit) => new(Bounded(limit.Soft), Bounded(limit.Hard));

    // RLIM_INFINITY has all bits set.
    private static long Bounded(ulong limit) => (long)Math.Min(limit, long.MaxValue);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetLimit(int resource, out NativeLimit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in NativeLimit limit);

    [StructLayout(LayoutKind.Sequential)]
    private record struct NativeLimit(ulong Soft, ulong Hard);
}
