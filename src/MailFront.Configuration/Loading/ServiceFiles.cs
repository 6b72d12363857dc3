using MailFront.Configuration.ImapdConf;

namespace MailFront.Configuration.Loading;

/// <summary>The imapd.conf of the process and those which services name with <c>-C</c>; each is read once.</summary>
internal sealed class ServiceFiles
{
    private readonly Dictionary<string, ImapdConfFile> _files = new(StringComparer.Ordinal);
    private readonly IConfigurationSource _source;
    private readonly string? _cyrusPath;
    private readonly DiagnosticBag _diagnostics;

    /// <summary>Reads the main file at once.</summary>
    public ServiceFiles(string mainPath, IConfigurationSource source, string? cyrusPath, DiagnosticBag diagnostics)
    {
        _source = source;
        _cyrusPath = cyrusPath;
        _diagnostics = diagnostics;
        Main = Open(mainPath);
    }

    /// <summary>The imapd.conf of the process.</summary>
    public ImapdConfFile Main { get; }

    /// <summary>All files read.</summary>
    public IEnumerable<ImapdConfFile> All => _files.Values;

    /// <summary>The file at <paramref name="path"/>.</summary>
    public ImapdConfFile Open(string path)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            file = ImapdConfParser.Parse(path, _source, _cyrusPath, _diagnostics);
            _files.Add(path, file);
        }

        return file;
    }
}
