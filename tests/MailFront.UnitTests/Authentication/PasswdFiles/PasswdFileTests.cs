using System.Runtime.Versioning;
using MailFront.Authentication.PasswdFiles;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.PasswdFiles;

public sealed class PasswdFileTests
{
    private static TimeSpan Second { get; } = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger<PasswdFile> _log = new();

    [Fact]
    public async Task A_changed_file_is_in_force_a_second_later()
    {
        var disk = new MemoryPasswdFile("anna:{PLAIN}x\n");
        await using PasswdFile file = await StartAsync(disk);
        disk.Write("anna:{PLAIN}y\nbert:{PLAIN}y\n");

        await TickAsync(file);

        Assert.Equal(2, file.Count);
    }

    [Fact]
    public async Task An_unchanged_file_is_looked_at_once_a_second_and_not_read_again()
    {
        var disk = new MemoryPasswdFile("anna:{PLAIN}x\n");
        await using PasswdFile file = await StartAsync(disk);
        int looks = disk.Stats;

        for (int i = 0; i < 5; i++)
        {
            await TickAsync(file);
        }

        Assert.Equal((looks + 5, 1), (disk.Stats, disk.Reads));
    }

    [Fact]
    public async Task A_reload_on_request_reads_an_unchanged_file()
    {
        var disk = new MemoryPasswdFile("anna:{PLAIN}x\n");
        await using PasswdFile file = await StartAsync(disk);

        bool isLoaded = await file.ReloadAsync(CancellationToken.None);

        Assert.True(isLoaded);
        Assert.Equal(2, disk.Reads);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a passwd file at all\n")]
    [InlineData("anna:{ROT13}x\n")]
    public async Task A_new_state_without_a_usable_entry_keeps_the_old_one_and_says_so_once(string broken)
    {
        var disk = new MemoryPasswdFile("anna:{PLAIN}x\n");
        await using PasswdFile file = await StartAsync(disk);
        disk.Write(broken);

        await TickAsync(file);
        await TickAsync(file);

        Assert.Equal(1, file.Count);
        Assert.Single(_log.Lines, line => line.StartsWith("2104 Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_vanished_file_keeps_the_old_state_and_its_return_is_noticed()
    {
        var disk = new MemoryPasswdFile("anna:{PLAIN}x\n");
        await using PasswdFile file = await StartAsync(disk);
        disk.Failure = new FileNotFoundException();
        await TickAsync(file);
        await TickAsync(file);
        Assert.Equal(1, file.Count);

        disk.Failure = null;
        disk.Write("anna:{PLAIN}x\nbert:{PLAIN}x\n");
        await TickAsync(file);

        Assert.Equal(2, file.Count);
        Assert.Single(_log.Lines, line => line.Contains("it is not there", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_missing_at_start_is_loaded_when_it_appears()
    {
        var disk = new MemoryPasswdFile("anna:{PLAIN}x\n") { Failure = new FileNotFoundException() };
        await using var file = new PasswdFile(disk, _time, _log);
        Assert.False(await file.StartAsync(CancellationToken.None));

        disk.Failure = null;
        await TickAsync(file);

        Assert.Equal(1, file.Count);
    }

    [Fact]
    public async Task A_file_written_while_it_is_read_is_read_again()
    {
        var disk = new MemoryPasswdFile("anna:{PLAIN}x\n");
        await using PasswdFile file = await StartAsync(disk);
        disk.Write("anna:{PLA");
        disk.DuringRead = () => disk.Write("anna:{PLAIN}x\nbert:{PLAIN}x\n");
        await TickAsync(file);
        Assert.Equal(1, file.Count);

        disk.DuringRead = null;
        await TickAsync(file);

        Assert.Equal(2, file.Count);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_not_even_read()
    {
        var disk = new MemoryPasswdFile("anna:{PLAIN}x\n") { PretendedLength = PasswdFile.MaxOctets + 1 };
        await using PasswdFile file = await StartAsync(disk);

        Assert.Equal((0, 0), (file.Count, disk.Reads));
    }

    [Fact]
    public async Task Bad_lines_are_logged_by_number_without_user_or_hash()
    {
        await using PasswdFile file = await StartAsync(new MemoryPasswdFile("anna:{PLAIN}x\nbert:{ROT13}secretword\n"));

        string line = Assert.Single(_log.Lines, line => line.StartsWith("2105 Warning", StringComparison.Ordinal));
        Assert.Contains("/etc/mailfront/passwd:2:", line, StringComparison.Ordinal);
        Assert.All(_log.Lines, entry => Assert.DoesNotContain("secretword", entry, StringComparison.Ordinal));
        Assert.All(_log.Lines, entry => Assert.DoesNotContain("bert", entry, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_open_to_others_is_pointed_out()
    {
        await using PasswdFile file = await StartAsync(new MemoryPasswdFile("anna:{PLAIN}x\n") { IsOpenToOthers = true });

        Assert.Single(_log.Lines, line => line.StartsWith("2107 Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_disposal_no_timer_is_left()
    {
        PasswdFile file = await StartAsync(new MemoryPasswdFile("anna:{PLAIN}x\n"));

        await file.DisposeAsync();

        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_on_disk_is_loaded_with_its_permissions()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await File.WriteAllTextAsync(path, "anna:{PLAIN}x\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            await using var file = new PasswdFile(path, _time, _log);

            Assert.True(await file.StartAsync(CancellationToken.None));
            Assert.Equal(1, file.Count);
            Assert.Single(_log.Lines, line => line.StartsWith("2107 Warning", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_missing_file_on_disk_is_a_value_and_not_an_exception()
    {
        await using var file = new PasswdFile(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "passwd"), _time, _log);

        Assert.False(await file.StartAsync(CancellationToken.None));
        Assert.Contains("it is not there", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    private async Task<PasswdFile> StartAsync(MemoryPasswdFile disk)
    {
        var file = new PasswdFile(disk, _time, _log);
        await file.StartAsync(CancellationToken.None);
        return file;
    }

    private async Task TickAsync(PasswdFile file)
    {
        _time.Advance(Second);
        await file.LastCheck;
    }
}
