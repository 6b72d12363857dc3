namespace MailFront.EndToEndTests.Servers;

/// <summary>Where things are in the working copy that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string ServerScript(string name) => Path.Combine(Root, "tests", "servers", name);

    public static string ClientScript(string name) => Path.Combine(Root, "tests", "MailFront.EndToEndTests", "Clients", name);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MailFront.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("No MailFront.sln above the tests' folder.");
    }
}
