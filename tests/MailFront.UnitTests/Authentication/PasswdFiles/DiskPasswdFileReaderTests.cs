using System.Runtime.InteropServices;
using MailFront.Authentication.PasswdFiles;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.PasswdFiles;

public sealed partial class DiskPasswdFileReaderTests : IDisposable
{
    private const uint OwnerOnly = 0x180;

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mailfront-passwd-").FullName;

    private string FilePath => Path.Combine(_folder, "passwd");

    [Fact]
    public async Task A_regular_file_is_read_also_through_a_link()
    {
        await File.WriteAllTextAsync(FilePath, "anna:!\n");
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, FilePath);
        var reader = new DiskPasswdFileReader(link);

        Assert.Equal("anna:!\n"u8.ToArray(), await reader.ReadAsync(CancellationToken.None));
        Assert.Equal(7, reader.Stat().Length);
    }

    [Fact]
    public async Task A_fifo_is_refused_without_waiting_for_a_writer()
    {
        Assert.Equal(0, MakeFifo(FilePath, OwnerOnly));

        await AssertRefusedAsync(FilePath);
    }

    [Fact]
    public async Task A_folder_is_refused() => await AssertRefusedAsync(_folder);

    [Fact]
    public async Task A_device_is_refused() => await AssertRefusedAsync("/dev/zero");

    [Fact]
    public void A_missing_file_is_reported_as_missing()
    {
        Assert.Throws<FileNotFoundException>(() => new DiskPasswdFileReader(FilePath).Stat());
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private static async Task AssertRefusedAsync(string path)
    {
        var log = new RecordingLogger<PasswdFile>();
        await using var file = new PasswdFile(path, new ManualTimeProvider(), log);

        Assert.False(await file.StartAsync(CancellationToken.None));
        Assert.Contains("it is not a regular file", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);
}
