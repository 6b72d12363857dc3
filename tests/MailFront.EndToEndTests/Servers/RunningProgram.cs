using System.Diagnostics;

namespace MailFront.EndToEndTests.Servers;

/// <summary>Runs a program to its end and collects what it wrote.</summary>
internal static class RunningProgram
{
    private static readonly TimeSpan _defaultDeadline = TimeSpan.FromSeconds(60);

    public static async Task<ProgramResult> RunAsync(string program, IEnumerable<string> arguments, string? input = null, TimeSpan? deadline = null)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Messages and formats of the clients do not depend on who runs the tests.
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = StartOrExplain(start);
        using var timeout = new CancellationTokenSource(deadline ?? _defaultDeadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), timeout.Token);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(timeout.Token);
            return new ProgramResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {deadline ?? _defaultDeadline}.");
        }
    }

    public static Process StartOrExplain(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException(
                $"{start.FileName} cannot be run ({exception.Message}). ./test.sh installs what the tests need (tests/servers/install).", exception);
        }
    }
}
