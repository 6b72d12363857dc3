namespace MailFront.EndToEndTests.Servers;

/// <summary>
/// A new folder for what one server or process owns. It lies below MAILFRONT_TEST_STATE when test.sh set that, so that
/// test.sh can stop what a crashed test host left behind. Short, because unix socket paths have at most 107 characters.
/// </summary>
internal sealed class StateFolder : IDisposable
{
    public StateFolder(string name)
    {
        var above = Environment.GetEnvironmentVariable("MAILFRONT_TEST_STATE") is { Length: > 0 } given ? given : System.IO.Path.GetTempPath();
        Path = System.IO.Path.Combine(above, $"mf-{name}-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string content)
    {
        var path = File(name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
