using System.Text;
using MailFront.Logging;
using Serilog.Events;

namespace MailFront.UnitTests.Host.Logging;

public sealed class StreamTargetTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mailfront-log-").FullName;
    private readonly MemoryStream _standardError = new();

    private string LogFile => Path.Combine(_folder, "mailfront.log");

    [Fact]
    public void Lines_are_appended_to_what_the_file_has()
    {
        File.WriteAllText(LogFile, "old\n");

        using (var target = Target(LogFile))
        {
            target.Write(Line("new"));
        }

        Assert.Equal("old\nnew\n", File.ReadAllText(LogFile));
        Assert.Equal(string.Empty, StandardError());
    }

    [Fact]
    public void After_logrotate_moved_the_file_a_reopening_makes_a_new_one()
    {
        using (var target = Target(LogFile))
        {
            target.Write(Line("first"));
            File.Move(LogFile, LogFile + ".1");
            target.Write(Line("second"));
            target.Reopen();
            target.Write(Line("third"));
        }

        Assert.Equal("first\nsecond\n", File.ReadAllText(LogFile + ".1"));
        Assert.Equal("third\n", File.ReadAllText(LogFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nowhere/mailfront.log")]
    public void What_cannot_be_opened_is_named_once_on_standard_error_where_the_lines_go_then(string name)
    {
        var path = Path.Combine(_folder, name);

        using (var target = Target(path))
        {
            target.Write(Line("first"));
            target.Write(Line("second"));
        }

        var lines = StandardError().Split('\n');
        Assert.StartsWith($"mailfront: cannot open log {path}: ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["first", "second", string.Empty], lines[1..]);
    }

    [Fact]
    public void A_reopening_finds_the_way_back_from_standard_error()
    {
        var path = Path.Combine(_folder, "later", "mailfront.log");
        using (var target = Target(path))
        {
            System.IO.Directory.CreateDirectory(Path.Combine(_folder, "later"));
            target.Reopen();
            target.Write(Line("first"));
        }

        Assert.Equal("first\n", File.ReadAllText(path));
    }

    public void Dispose()
    {
        _standardError.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static LogLine Line(string text) => new(text, text, "imap", LogEventLevel.Information, DateTimeOffset.UnixEpoch);

    private StreamTarget Target(string path) => StreamTarget.File(path, () => _standardError);

    private string StandardError() => Encoding.UTF8.GetString(_standardError.ToArray());
}
