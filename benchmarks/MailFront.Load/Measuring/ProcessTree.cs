using System.Globalization;

namespace MailFront.Load.Measuring;

/// <summary>CPU and memory of processes and all their children, from /proc.</summary>
internal sealed class ProcessTree(IReadOnlyList<int> roots)
{
    /// <summary>Fields of /proc/PID/stat after the command's closing parenthesis: utime, stime, cutime, cstime (proc(5)).</summary>
    private const int FirstTimeField = 11;
    private const int TimeFields = 4;
    private const int TicksPerSecond = 100;

    /// <summary>False when no process was named.</summary>
    public bool IsNamed => roots.Count > 0;

    /// <summary>CPU seconds used by the whole machine, idle and waiting for disks not counted.</summary>
    public static double MachineCpuSeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int[] busy = [1, 2, 3, 6, 7, 8];
        return busy.Sum(i => double.Parse(fields[i], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>CPU seconds (user and system, reaped children included) used so far.</summary>
    public double CpuSeconds()
    {
        double ticks = 0;
        foreach (var pid in Pids())
        {
            if (TryRead($"/proc/{pid}/stat") is { } stat)
            {
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                ticks += fields.Skip(FirstTimeField).Take(TimeFields).Sum(f => double.Parse(f, CultureInfo.InvariantCulture));
            }
        }

        return ticks / TicksPerSecond;
    }

    /// <summary>Memory now, summed over the processes.</summary>
    public MemoryUse Memory()
    {
        var use = new MemoryUse();
        foreach (var pid in Pids())
        {
            use = use.Plus(
                Sum(TryRead($"/proc/{pid}/smaps_rollup"), "Rss:"),
                Sum(TryRead($"/proc/{pid}/smaps_rollup"), "Pss:"),
                Sum(TryRead($"/proc/{pid}/smaps_rollup"), "Anonymous:"));
        }

        return use;
    }

    private static long Sum(string? text, string name)
    {
        var line = text?.Split('\n').FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private HashSet<int> Pids()
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>(roots);
        while (open.TryPop(out var pid))
        {
            if (!Directory.Exists($"/proc/{pid}") || !seen.Add(pid))
            {
                continue;
            }

            foreach (var child in ChildrenOf(pid))
            {
                open.Push(child);
            }
        }

        return seen;
    }

    private static List<int> ChildrenOf(int pid)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{pid}/task")
                .Select(task => TryRead($"{task}/children") ?? "")
                .SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
