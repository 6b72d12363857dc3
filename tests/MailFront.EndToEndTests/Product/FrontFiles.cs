using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Product;

/// <summary>The files of one MailFront process of a test.</summary>
internal sealed record FrontFiles(string ImapdConf, string CyrusConf, string PasswdFile, string CertificateFile, string KeyFile)
{
    public static async Task<FrontFiles> WriteAsync(StateFolder state, FrontConfiguration configuration)
    {
        var files = new FrontFiles(
            state.File("imapd.conf"), state.File("cyrus.conf"), state.File("passwd"), state.File("front.pem"), state.File("front.key"));
        files.WriteCertificate("front.test");
        await File.WriteAllLinesAsync(files.PasswdFile, configuration.Users.Select(user => $"{user.Name}:{{PLAIN}}{user.Password}"));
        File.SetUnixFileMode(files.PasswdFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        List<string> options =
        [
            $"configdirectory: {state.Path}",
            $"tls_server_cert: {files.CertificateFile}",
            $"tls_server_key: {files.KeyFile}",
        ];
        if (configuration.Users.Count > 0)
        {
            options.Add($"mailfront_passwd_file: {files.PasswdFile}");
        }

        options.AddRange(configuration.Options.Select(option => option.Replace("{state}", state.Path, StringComparison.Ordinal)));
        await File.WriteAllLinesAsync(files.ImapdConf, options);
        await File.WriteAllLinesAsync(
            files.CyrusConf,
            ["START {", "}", "SERVICES {", .. configuration.Services.Select(line => "  " + line.Replace("{state}", state.Path, StringComparison.Ordinal)), "}"]);
        if (configuration.Directory.Count > 0)
        {
            var list = state.Write("users", string.Concat(configuration.Directory.Select(entry => $"{entry.Key} {entry.Value}\n")));
            (await MailFrontCommand.RunAsync("directory", "import", "--format", "users", "-C", files.ImapdConf, list)).Succeeded();
        }

        return files;
    }

    /// <summary>Puts a new self-signed certificate in place; the host name tells it from the one before.</summary>
    public void WriteCertificate(string hostName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={hostName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(hostName);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
