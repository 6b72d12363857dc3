namespace MailFront.EndToEndTests.Servers;

/// <summary>A named pipe for a program's standard error, full from the start, which nobody reads until asked to: its first writer waits.</summary>
internal sealed class UnreadPipe
{
    // As many octets as Linux lets a pipe hold (pipe(7)). Descriptor 3 stays open for reading: without a reader a write fails instead of waiting.
    private const string Fill = "exec 3<>\"$0\" && dd if=/dev/zero of=\"$0\" bs=65536 count=1 oflag=nonblock 2>/dev/null && exec \"$@\" 2>\"$0\"";

    private readonly string _path;

    private UnreadPipe(string path) => _path = path;

    /// <summary>What starts a program that writes into it.</summary>
    public string[] Launcher => ["sh", "-c", Fill, _path];

    public static async Task<UnreadPipe> MakeAsync(StateFolder state)
    {
        var path = state.File("stderr");
        (await RunningProgram.RunAsync("mkfifo", [path])).Succeeded();
        return new UnreadPipe(path);
    }

    /// <summary>Reads it to its end, which comes when the program has ended.</summary>
    public async Task<string> ReadToEndAsync() => (await RunningProgram.RunAsync("cat", [_path])).Succeeded().Output;
}
