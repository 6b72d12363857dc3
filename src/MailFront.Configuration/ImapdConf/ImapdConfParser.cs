namespace MailFront.Configuration.ImapdConf;

/// <summary>imapd.conf to options, as cyrus lib/libconfig.c:config_read_file reads it; what is fatal there is an error here.</summary>
internal sealed class ImapdConfParser
{
    // Deeper than anybody nests, and far from the stack's end.
    private const int MaxIncludeDepth = 64;

    private const string Fatal = "Cyrus does not start with it";
    private const string Include = "@include";

    private readonly IConfigurationSource _source;
    private readonly string? _cyrusPath;
    private readonly DiagnosticBag _diagnostics;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly ImapdConfFile _result;

    private ImapdConfParser(ImapdConfFile result, IConfigurationSource source, string? cyrusPath, DiagnosticBag diagnostics)
    {
        _result = result;
        _source = source;
        _cyrusPath = cyrusPath;
        _diagnostics = diagnostics;
    }

    /// <summary>Reads <paramref name="path"/> and what it includes.</summary>
    /// <param name="path">File to open.</param>
    /// <param name="source">Gives the text of files.</param>
    /// <param name="cyrusPath">CYRUS_PATH of the environment, put before a relative include; null when not set.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public static ImapdConfFile Parse(string path, IConfigurationSource source, string? cyrusPath, DiagnosticBag diagnostics)
    {
        var result = new ImapdConfFile(path);
        new ImapdConfParser(result, source, cyrusPath, diagnostics).Read(path, new SourcePlace(path, 0), depth: 0);
        return result;
    }

    private void Read(string path, SourcePlace asked, int depth)
    {
        if (!_read.Add(path) || depth > MaxIncludeDepth)
        {
            _diagnostics.Error(asked, Include, $"configuration file {path} included twice", Fatal);
            return;
        }

        if (_source.Read(path) is not { } text)
        {
            _diagnostics.Error(asked, asked.Line == 0 ? null : Include, $"can't open configuration file {path}", asked.Line == 0 ? null : Fatal);
            return;
        }

        foreach (var line in LogicalLine.Split(text))
        {
            Take(line.Text.AsSpan().TrimStart(" \t\r\v\f"), new SourcePlace(path, line.Number), depth);
        }
    }

    private void Take(ReadOnlySpan<char> line, SourcePlace place, int depth)
    {
        if (line.IsEmpty || line[0] == '#')
        {
            return;
        }

        var length = NameLength(line);
        if (length == line.Length || line[length] != ':')
        {
            _diagnostics.Error(
                place,
                null,
                $"invalid option name on line {place.Line}: a name of letters, digits, '-' and '_' and ':' right behind it are needed",
                Fatal);
            return;
        }

        var name = line[..length].ToString().ToLowerInvariant();
        var value = line[(length + 1)..].Trim(" \t\r\v\f").ToString();
        if (value.Length == 0)
        {
            _diagnostics.Error(place, name, $"empty option value on line {place.Line}", Fatal);
        }
        else if (name.StartsWith('@'))
        {
            TakeDirective(name, value, place, depth);
        }
        else
        {
            Add(new ImapdConfValue(name, value, place));
        }
    }

    private static int NameLength(ReadOnlySpan<char> line)
    {
        var length = line[0] == '@' ? 1 : 0;
        while (length < line.Length && (char.IsAsciiLetterOrDigit(line[length]) || line[length] is '-' or '_'))
        {
            length++;
        }

        return length;
    }

    private void TakeDirective(string name, string value, SourcePlace place, int depth)
    {
        if (name != Include)
        {
            _diagnostics.Error(place, name, $"invalid directive '{name}' on line {place.Line}", Fatal);
            return;
        }

        if (!value.StartsWith('/'))
        {
            _diagnostics.Warning(
                place,
                Include,
                $"relative path '{value}' in @include",
                _cyrusPath is null
                    ? "taken from the working directory, as by Cyrus without CYRUS_PATH: write it in full"
                    : $"taken from {_cyrusPath} (CYRUS_PATH)");
            value = _cyrusPath is null ? value : $"{_cyrusPath.TrimEnd('/')}/{value}";
        }

        Read(value, place, depth + 1);
    }

    private void Add(ImapdConfValue value)
    {
        if (value.Text.EndsWith('\\'))
        {
            _diagnostics.Warning(
                value.Place,
                value.Name,
                "'\\' at the end does not continue the line: a carriage return or the end of the file follows",
                "kept as part of the value, as by Cyrus");
        }

        if (!_result.TryAdd(value))
        {
            var first = _result.Find(value.Name)!.Place;
            _diagnostics.Error(
                value.Place,
                value.Name,
                $"option '{value.Name}' was specified twice in config file "
                    + $"(second occurrence on line {value.Place.Line}, first at {first.File}:{first.Line})",
                Fatal);
        }
    }
}
