using System.Xml.Linq;

namespace MailFront.UnitTests.Architecture;

/// <summary>The checkout the tests run in, as files.</summary>
internal static class Repository
{
    /// <summary>Folder of MailFront.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>C# files below <paramref name="folder"/> that a person wrote.</summary>
    public static IEnumerable<string> Sources(string folder) => System.IO.Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    /// <summary>Rooms: names of the projects in src, without their prefix; the executable is <c>MailFront</c>.</summary>
    public static IEnumerable<string> Rooms() => System.IO.Directory
        .EnumerateDirectories(Path.Combine(Root, "src"))
        .Select(path => Room(Path.GetFileName(path)));

    /// <summary>What the project file of <paramref name="room"/> has of <paramref name="element"/>.</summary>
    public static IEnumerable<string> Includes(string room, string element)
    {
        var project = room == "MailFront" ? "MailFront" : "MailFront." + room;
        return XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj"))
            .Descendants(element)
            .Select(reference => (string?)reference.Attribute("Include") ?? string.Empty);
    }

    /// <summary>Path from the root, with forward slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Room of a project.</summary>
    public static string Room(string project) => project.StartsWith("MailFront.", StringComparison.Ordinal) ? project["MailFront.".Length..] : project;

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MailFront.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("MailFront.sln is in no folder above the tests");
        }

        return folder;
    }
}
