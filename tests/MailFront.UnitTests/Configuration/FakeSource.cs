using MailFront.Configuration;

namespace MailFront.UnitTests.Configuration;

/// <summary>Files in memory; certificates and the like exist when their path starts with /ok/.</summary>
internal sealed class FakeSource : IConfigurationSource
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public FakeSource With(string path, string text)
    {
        _files[path] = text;
        return this;
    }

    public string? Read(string path) => _files.GetValueOrDefault(path);

    public bool Exists(string path) => _files.ContainsKey(path) || path.StartsWith("/ok/", StringComparison.Ordinal);
}
