using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace MailFront.Serving;

/// <summary>The process's resident memory, read from /proc without allocating.</summary>
internal sealed class ResidentMemory
{
    private const string File = "/proc/self/statm";

    // Kept open: when descriptors run out is when pressure matters.
    private readonly SafeFileHandle? _statm = System.IO.File.Exists(File) ? System.IO.File.OpenHandle(File) : null;

    /// <summary>Bytes now; the managed heap where there is no /proc.</summary>
    public long Read()
    {
        if (_statm is null)
        {
            return GC.GetTotalMemory(forceFullCollection: false);
        }

        Span<byte> text = stackalloc byte[128];
        return PagesIn(text[..RandomAccess.Read(_statm, text, fileOffset: 0)]) * Environment.SystemPageSize;
    }

    /// <summary>The second number of a line of statm (proc(5)): resident pages; 0 when it has none.</summary>
    internal static long PagesIn(ReadOnlySpan<byte> statm)
    {
        var rest = statm[(statm.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(rest, out long pages, out _) ? pages : 0;
    }
}
