namespace MailFront.UnitTests.Architecture;

public sealed class ArrowTests
{
    private static readonly string[] _pure = ["Protocol", "Defence", "Configuration"];

    [Fact]
    public void Rooms_reference_exactly_what_the_table_in_the_architecture_document_allows()
    {
        var table = ReadTable();
        foreach (var room in Repository.Rooms())
        {
            var references = Repository.Includes(room, "ProjectReference").Select(path => Repository.Room(Path.GetFileNameWithoutExtension(path)));

            var allowed = table.GetValueOrDefault(room, []);

            Assert.Empty(references.Except(allowed).Select(reference => $"{room} → {reference}"));
        }
    }

    [Fact]
    public void The_table_names_every_room_that_exists_and_no_other()
    {
        var rooms = Repository.Rooms().Order(StringComparer.Ordinal);

        var named = ReadTable().Keys.Order(StringComparer.Ordinal);

        Assert.Equal(rooms, named);
    }

    [Fact]
    public void Each_package_is_referenced_by_one_room_only()
    {
        var byPackage = Repository.Rooms()
            .SelectMany(room => Repository.Includes(room, "PackageReference").Select(package => (Package: package, Room: room)))
            .Where(pair => pair.Package != "Microsoft.Extensions.Logging.Abstractions")
            .ToLookup(pair => pair.Package, pair => pair.Room);

        var shared = byPackage.Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(' ', group)}");

        Findings.AssertNone(shared);
    }

    [Fact]
    public void Pure_rooms_reference_no_package()
    {
        var packages = _pure.SelectMany(room => Repository.Includes(room, "PackageReference"));

        Findings.AssertNone(packages);
    }

    // Rows look like: | Transport | Protocol |
    private static Dictionary<string, string[]> ReadTable()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "architecture.md"));
        return lines
            .SkipWhile(line => !line.StartsWith("| room", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1], cells => cells[2].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Where(cell => cell != "-").ToArray());
    }
}
