using MailFront.Configuration.Loading;

namespace MailFront.Configuration;

/// <summary>Reads from imapd.conf only where the administration interface of a running server is.</summary>
public static class AdminLoader
{
    /// <summary>Reads the file at <paramref name="imapdConfPath"/>.</summary>
    /// <param name="imapdConfPath">imapd.conf, <c>-C</c>.</param>
    /// <param name="source">Gives the text of files.</param>
    /// <param name="cyrusPath">CYRUS_PATH of the environment, put before a relative <c>@include</c>; null when not set.</param>
    public static AdminLoadResult Load(string imapdConfPath, IConfigurationSource source, string? cyrusPath = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var diagnostics = new DiagnosticBag();
        var files = new ServiceFiles(imapdConfPath, source, cyrusPath, diagnostics);
        var admin = AdminReader.Read(new OptionReader(files.Main, service: null, diagnostics));
        var errors = diagnostics.All.Where(finding => finding.Severity == DiagnosticSeverity.Error).ToList();
        return new AdminLoadResult(errors.Count == 0 ? admin : null, errors);
    }
}
