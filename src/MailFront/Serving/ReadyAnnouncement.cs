using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MailFront.Serving;

/// <summary>The line on standard output by which whoever started the server knows that it listens, and where.</summary>
internal static class ReadyAnnouncement
{
    private const int StandardOutput = 1;

    /// <summary>
    /// Writes one line. Not by <see cref="Console"/>: both of its streams share a lock, which the log's thread holds for as long as nobody reads
    /// standard error. An output that is closed is no reason not to serve.
    /// </summary>
    public static void Write(string line)
    {
        try
        {
            using var output = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            output.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Nobody listens.
        }
    }
}
