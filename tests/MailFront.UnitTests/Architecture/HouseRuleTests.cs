using System.Text.RegularExpressions;

namespace MailFront.UnitTests.Architecture;

public sealed partial class HouseRuleTests
{
    private static readonly string[] _forbiddenFolders = ["Utilities", "Helpers", "Common", "Infrastructure", "Misc", "Models"];

    private static readonly string[] _folders = ["src", "tests", "benchmarks"];

    [Theory]
    [InlineData("Protocol")]
    [InlineData("Defence")]
    [InlineData("Configuration")]
    public void Pure_rooms_use_no_socket_stream_task_logger_or_clock(string room)
    {
        var found =
            from path in Repository.Sources($"src/MailFront.{room}")
            from line in CodeLines(path)
            where Impure().IsMatch(line)
            select $"{Repository.Relative(path)}: {line.Trim()}";

        Findings.AssertNone(found);
    }

    [Fact]
    public void Only_the_executable_names_the_ambient_clock()
    {
        var found =
            from path in Repository.Sources("src")
            where !Repository.Relative(path).StartsWith("src/MailFront/", StringComparison.Ordinal)
            from line in CodeLines(path)
            where AmbientTime().IsMatch(line)
            select $"{Repository.Relative(path)}: {line.Trim()}";

        Findings.AssertNone(found);
    }

    [Fact]
    public void Nothing_blocks_on_a_task_or_starts_one_that_nobody_owns()
    {
        var found =
            from path in Repository.Sources("src")
            from line in CodeLines(path)
            where Blocking().IsMatch(line)

            // The logs' own threads wait for events by design, and a reload reads files on a thread of its own; no session runs on either.
            where Path.GetFileName(path) is not ("BoundedLogSink.cs" or "DecisionLog.cs" or "Reloader.cs")
            select $"{Repository.Relative(path)}: {line.Trim()}";

        Findings.AssertNone(found);
    }

    [Fact]
    public void Source_files_stay_under_400_lines_and_test_files_under_600()
    {
        var tooLong =
            from folder in new[] { (Name: "src", Most: 400), (Name: "benchmarks", Most: 400), (Name: "tests", Most: 600) }
            from path in Repository.Sources(folder.Name)
            let lines = File.ReadLines(path).Count()
            where lines > folder.Most
            select $"{Repository.Relative(path)}: {lines} lines";

        Findings.AssertNone(tooLong);
    }

    [Fact]
    public void Most_source_files_stay_under_120_lines()
    {
        var lengths = Repository.Sources("src").Select(path => File.ReadLines(path).Count()).ToList();

        var shortOnes = lengths.Count(lines => lines <= 120);

        Assert.True(shortOnes * 100 >= lengths.Count * 80, $"{shortOnes} of {lengths.Count} files have at most 120 lines");
    }

    [Fact]
    public void No_folder_is_a_drawer()
    {
        var drawers = Repository.Sources("src").Select(path => Path.GetDirectoryName(Repository.Relative(path)) ?? string.Empty)
            .Distinct()
            .Where(folder => folder.Split('/').Any(part => _forbiddenFolders.Contains(part)));

        Findings.AssertNone(drawers);
    }

    [Fact]
    public void Each_file_declares_one_type_named_after_it_in_the_namespace_of_its_folder()
    {
        var wrong =
            from path in Repository.Sources("src")
            where Path.GetFileName(path) != "Program.cs"
            let text = File.ReadAllText(path)
            let folder = (Path.GetDirectoryName(Repository.Relative(path)) ?? string.Empty)["src/".Length..].Replace('/', '.')
            let types = TopLevelType().Matches(text).Select(match => match.Groups[1].Value).Distinct().ToList()
            where types.Count != 1
                || types[0] != Path.GetFileNameWithoutExtension(path).Split('.')[0]
                || !text.Contains($"\nnamespace {folder};", StringComparison.Ordinal) && !text.StartsWith($"namespace {folder};", StringComparison.Ordinal)
            select $"{Repository.Relative(path)}: {string.Join(' ', types)}";

        Findings.AssertNone(wrong);
    }

    [Fact]
    public void No_work_is_promised_for_later()
    {
        var found =
            from folder in _folders
            from path in Repository.Sources(folder)
            where Path.GetFileName(path) != "HouseRuleTests.cs"
            from line in File.ReadLines(path)
            where Promise().IsMatch(line)
            select $"{Repository.Relative(path)}: {line.Trim()}";

        Findings.AssertNone(found);
    }

    private static IEnumerable<string> CodeLines(string path) => File.ReadLines(path)
        .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal));

    // What would make a pure room impure: sockets, streams, tasks, loggers and clocks.
    [GeneratedRegex(@"\bnew Socket\b|\bSocket _|\b(Value)?Task\b|\bILogger|\bTimeProvider\b|\bDateTime|\bStopwatch\b|(?<!Unix|Resource)Stream\b|\bFile\.(Read|Open|Exists|Write)|\basync ")]
    private static partial Regex Impure();

    [GeneratedRegex(@"(?<!Get)UtcNow|DateTime(Offset)?\.Now|Stopwatch|TickCount|TimeProvider\.System|Task\.Delay\([^,)]*\)|new Timer\(")]
    private static partial Regex AmbientTime();

    [GeneratedRegex(@"\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)|async void|Thread\.Sleep|Task\.Run\(")]
    private static partial Regex Blocking();

    [GeneratedRegex(@"^(?:public|internal) (?:static |sealed |abstract |readonly |ref |partial |unsafe )*(?:class|struct|record struct|record|interface|enum|delegate [A-Za-z<>?]+) ([A-Za-z0-9_]+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException|Skip ?= ?""")]
    private static partial Regex Promise();
}
