using System.Globalization;

namespace MailFront.Load.CommandLine;

/// <summary>The <c>--name value</c> arguments of one invocation; each must be asked for, so that a typo is an error.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];
    private readonly HashSet<string> _asked = [];

    /// <summary>Reads the arguments; a name without a value is a flag.</summary>
    public Arguments(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new UsageException($"'{args[i]}' was not expected");
            }

            var hasValue = i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal);
            _values[args[i][2..]] = hasValue ? args[++i] : "";
        }
    }

    /// <summary>Was the flag given?</summary>
    public bool Flag(string name)
    {
        _asked.Add(name);
        return _values.ContainsKey(name);
    }

    /// <summary>A text, or its default.</summary>
    public string Text(string name, string fallback)
    {
        _asked.Add(name);
        return _values.GetValueOrDefault(name, fallback);
    }

    /// <summary>A number within bounds, or its default.</summary>
    public double Number(string name, double fallback, double min, double max)
    {
        var text = Text(name, "");
        if (text.Length == 0)
        {
            return fallback;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new UsageException($"--{name} takes a number from {min} to {max}");
    }

    /// <summary>A whole number within bounds, or its default.</summary>
    public int Whole(string name, int fallback, int min, int max) => (int)Number(name, fallback, min, max);

    /// <summary>One of the named values of an enum, or its default.</summary>
    public T Choice<T>(string name, T fallback)
        where T : struct, Enum
    {
        var text = Text(name, "");
        return text.Length == 0 ? fallback
            : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
            : throw new UsageException($"--{name} takes one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }

    /// <summary>Process ids, separated by commas.</summary>
    public IReadOnlyList<int> Pids(string name) =>
        [.. Text(name, "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(
            t => int.TryParse(t, CultureInfo.InvariantCulture, out var pid) ? pid : throw new UsageException($"--{name} takes process ids"))];

    /// <summary>Refuses arguments that nobody asked for.</summary>
    public void RefuseOthers()
    {
        if (_values.Keys.FirstOrDefault(name => !_asked.Contains(name)) is { } unknown)
        {
            throw new UsageException($"unknown option --{unknown}");
        }
    }
}
