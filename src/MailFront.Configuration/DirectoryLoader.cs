using MailFront.Configuration.Loading;

namespace MailFront.Configuration;

/// <summary>Reads from imapd.conf only what tools of the directory need: they run on hosts without a cyrus.conf too.</summary>
public static class DirectoryLoader
{
    /// <summary>Reads the file at <paramref name="imapdConfPath"/>.</summary>
    /// <param name="imapdConfPath">imapd.conf, <c>-C</c>.</param>
    /// <param name="source">Gives the text of files.</param>
    /// <param name="cyrusPath">CYRUS_PATH of the environment, put before a relative <c>@include</c>; null when not set.</param>
    public static DirectoryLoadResult Load(string imapdConfPath, IConfigurationSource source, string? cyrusPath = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var diagnostics = new DiagnosticBag();
        var files = new ServiceFiles(imapdConfPath, source, cyrusPath, diagnostics);
        var reader = new OptionReader(files.Main, service: null, diagnostics);
        var directory = ProcessReader.ReadDirectory(reader);
        var login = ServiceReader.Read(reader, source, string.Empty).Login;
        var errors = diagnostics.All.Where(finding => finding.Severity == DiagnosticSeverity.Error).ToList();
        return new DirectoryLoadResult(errors.Count == 0 ? directory : null, login, errors);
    }
}
