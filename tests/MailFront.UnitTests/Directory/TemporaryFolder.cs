namespace MailFront.UnitTests.Directory;

/// <summary>A folder of the test's own, removed at its end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("mailfront-directory-");

    public string Database => File("directory.db");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public string FileWith(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    public IEnumerable<string> FileNames() => _folder.EnumerateFiles().Select(static file => file.Name);

    public void Dispose() => _folder.Delete(recursive: true);
}
