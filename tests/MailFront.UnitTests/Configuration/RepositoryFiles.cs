namespace MailFront.UnitTests.Configuration;

/// <summary>Files of the repository which tests hold against the code.</summary>
internal static class RepositoryFiles
{
    /// <summary>Folder of MailFront.sln.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MailFront.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("MailFront.sln is not above the tests.");
    }
}
