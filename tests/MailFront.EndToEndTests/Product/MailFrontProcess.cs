using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Product;

/// <summary>
/// A running <c>mailfront serve</c> with its own configuration folder. Its log goes to a file; disposing it stops the
/// process and fails when any password of the tests, plain or in base64, is in that log.
/// </summary>
internal sealed class MailFrontProcess : IAsyncDisposable
{
    private const string ReadyPrefix = "MailFront ready ";
    private static readonly TimeSpan _startDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _stopDeadline = TimeSpan.FromSeconds(30);

    /// <summary>The word canary as it is, and in base64 at each of the three alignments.</summary>
    private static readonly string[] _secretMarks = ["canary", "Y2FuYXJ5", "NhbmFye", "jYW5hcn"];

    private readonly StateFolder _state;
    private readonly Process _process;
    private readonly Dictionary<string, EndPoint> _listeners = [];
    private readonly Task _copyErrors;

    private MailFrontProcess(StateFolder state, Process process, FrontFiles files)
    {
        _state = state;
        _process = process;
        Files = files;
        _copyErrors = CopyErrorsAsync();
    }

    public FrontFiles Files { get; }

    public EndPoint this[string service] => _listeners[service];

    public EndPoint Imap => this["imap"];

    public EndPoint Imaps => this["imaps"];

    public EndPoint Pop3 => this["pop3"];

    public EndPoint Pop3s => this["pop3s"];

    public string LogFile => _state.File("mailfront.log");

    public string Log => LogText.Read(LogFile);

    public StateFolder State => _state;

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    public static async Task<MailFrontProcess> StartAsync(FrontConfiguration configuration)
    {
        var state = new StateFolder("front");
        try
        {
            var files = await FrontFiles.WriteAsync(state, configuration);
            return await LaunchAsync(state, files, configuration);
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    public Task<string> WaitForLogAsync(string text) =>
        LogText.WaitForLineAsync(LogFile, line => line.Contains(text, StringComparison.Ordinal), text);

    /// <summary>Sends a signal by name, as an operator does.</summary>
    public async Task SignalAsync(string name) =>
        (await RunningProgram.RunAsync("/bin/kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)])).Succeeded();

    /// <summary>Waits for the process to end by itself.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan deadline)
    {
        using var timeout = new CancellationTokenSource(deadline);
        await _process.WaitForExitAsync(timeout.Token);
        await _copyErrors;
        return _process.ExitCode;
    }

    /// <summary>Ends the process and starts another in its place, on the same files. This object is done with; the answer is to be disposed.</summary>
    public async Task<MailFrontProcess> RestartAsync(FrontConfiguration configuration)
    {
        await SignalAsync("TERM");
        await WaitForExitAsync(_stopDeadline);
        _process.Dispose();
        return await LaunchAsync(_state, Files, configuration);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await SignalAsync("TERM");
            try
            {
                await WaitForExitAsync(_stopDeadline);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
                throw new TimeoutException($"MailFront did not end within {_stopDeadline} of SIGTERM.");
            }
        }

        await _copyErrors;
        var leaks = Log.Split('\n').Where(line => _secretMarks.Any(mark => line.Contains(mark, StringComparison.Ordinal))).ToList();
        _process.Dispose();
        _state.Dispose();
        Assert.True(leaks.Count == 0, "A password is in the log: " + string.Join('\n', leaks));
    }

    private static async Task<MailFrontProcess> LaunchAsync(StateFolder state, FrontFiles files, FrontConfiguration configuration)
    {
        string[] command = [.. configuration.Launcher, MailFrontCommand.Executable, "serve", "-C", files.ImapdConf, "-M", files.CyrusConf];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in configuration.Environment)
        {
            start.Environment[name] = value;
        }

        var process = new MailFrontProcess(state, RunningProgram.StartOrExplain(start), files);
        await process.WaitUntilReadyAsync();
        return process;
    }

    private static EndPoint Parse(string text) => text.StartsWith('/') ? new UnixDomainSocketEndPoint(text) : IPEndPoint.Parse(text);

    private async Task WaitUntilReadyAsync()
    {
        using var timeout = new CancellationTokenSource(_startDeadline);
        string? line;
        try
        {
            do
            {
                line = await _process.StandardOutput.ReadLineAsync(timeout.Token);
            }
            while (line is not null && !line.StartsWith(ReadyPrefix, StringComparison.Ordinal));
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            throw new TimeoutException($"MailFront was not ready within {_startDeadline}. Its log:\n{Log}");
        }

        if (line is null)
        {
            await _process.WaitForExitAsync(timeout.Token);
            await _copyErrors;
            throw new InvalidOperationException($"MailFront ended with {_process.ExitCode} before it was ready. Its log:\n{Log}");
        }

        foreach (var listener in line[ReadyPrefix.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = listener.Split('=', 2);
            _listeners[parts[0]] = Parse(parts[1]);
        }
    }

    private async Task CopyErrorsAsync()
    {
        await using var log = new FileStream(LogFile, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await _process.StandardError.BaseStream.CopyToAsync(log);
    }
}
