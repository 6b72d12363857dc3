using MailFront.Configuration;

namespace MailFront.UnitTests.Configuration;

public class ExampleTests
{
    [Theory]
    [InlineData("single", 4)]
    [InlineData("murder", 4)]
    [InlineData("dovecot", 3)]
    [InlineData("cluster", 3)]
    public void Each_example_is_clean(string name, int listeners)
    {
        var folder = Path.Combine(RepositoryFiles.Root, "conf", name);

        var result = SettingsLoader.Load(
            Path.Combine(folder, "cyrus.conf"),
            Path.Combine(folder, "imapd.conf"),
            new DiskWithAllCertificates(),
            "host");

        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.Severity != DiagnosticSeverity.Note);
        Assert.Equal(listeners, Sample.SettingsOf(result).Listeners.Count);
    }

    private sealed class DiskWithAllCertificates : IConfigurationSource
    {
        public string? Read(string path) => path.StartsWith(RepositoryFiles.Root, StringComparison.Ordinal) ? File.ReadAllText(path) : null;

        public bool Exists(string path) => true;
    }
}
