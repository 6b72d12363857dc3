using System.Globalization;

namespace MailFront.EndToEndTests.Servers;

/// <summary>A process of a server that hangs (SIGSTOP) until this is disposed.</summary>
internal sealed class SuspendedProcess : IAsyncDisposable
{
    private readonly string _pid;

    private SuspendedProcess(string pid) => _pid = pid;

    /// <summary>Stops the child of <paramref name="parent"/>, a process id, that is called <paramref name="name"/>.</summary>
    public static async Task<SuspendedProcess> StopAsync(string parent, string name)
    {
        var pid = Find(parent, name);
        await SignalAsync("STOP", pid);
        return new SuspendedProcess(pid);
    }

    /// <summary>The process id of the child of <paramref name="parent"/> that is called <paramref name="name"/>.</summary>
    public static string Find(string parent, string name) => Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).OfType<string>()
        .Single(entry => int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out _) && IsChild(entry, parent.Trim(), name));

    public async ValueTask DisposeAsync() => await SignalAsync("CONT", _pid);

    // "pid (name) state parent …"; the name of neither holds a parenthesis.
    private static bool IsChild(string pid, string parent, string name)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat.Contains($"({name})", StringComparison.Ordinal) && stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == parent;
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return false;
        }
    }

    private static async Task SignalAsync(string name, string pid) => (await RunningProgram.RunAsync("/bin/kill", ["-" + name, pid])).Succeeded();
}
