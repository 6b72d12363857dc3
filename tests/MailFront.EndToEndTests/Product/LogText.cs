namespace MailFront.EndToEndTests.Product;

/// <summary>Waits for a log file, written by another process, to say something.</summary>
internal static class LogText
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(50);

    public static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The first line that satisfies <paramref name="wanted"/>; fails the test, showing the log's end, when none comes.</summary>
    public static async Task<string> WaitForLineAsync(string file, Func<string, bool> wanted, string description)
    {
        using var timer = new PeriodicTimer(_interval);
        for (var waited = TimeSpan.Zero; waited < _deadline; waited += _interval)
        {
            if (Read(file).Split('\n').FirstOrDefault(wanted) is { } line)
            {
                return line;
            }

            await timer.WaitForNextTickAsync();
        }

        var text = Read(file);
        Assert.Fail($"No line with {description} in {file}, which ends:\n{text[Math.Max(0, text.Length - 4000)..]}");
        return "";
    }
}
