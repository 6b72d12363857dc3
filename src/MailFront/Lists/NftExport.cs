using System.ComponentModel;
using System.Diagnostics;
using MailFront.Configuration.Settings;
using MailFront.Defence.Lists;
using MailFront.Protocol;
using Microsoft.Extensions.Logging;

namespace MailFront.Lists;

/// <summary>
/// Gives the bans to nftables: a file that is replaced when they change, and a command that loads it. Neither is ever waited for by a connection.
/// Used by one task at a time.
/// </summary>
internal sealed class NftExport(AccessLists lists, Func<IReadOnlyCollection<int>> ports, TimeProvider time, ILogger logger)
{
    // An operator with a script bans in bursts; the kernel need not load each step.
    private static readonly TimeSpan _leastInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _logEvery = TimeSpan.FromMinutes(1);

    private (long Bans, ListSnapshot Lists, string Ports)? _written;
    private long? _writtenAt;
    private long? _loggedAt;
    private long _failures;

    /// <summary>Writes and loads the file if anything in it has changed.</summary>
    public async Task ExportAsync(ListSettings settings, CancellationToken cancellationToken)
    {
        if (settings.NftFile is not { } path || (_writtenAt is { } at && time.GetElapsedTime(at) < _leastInterval))
        {
            return;
        }

        var open = ports();
        var state = (lists.Bans.Changes, lists.Current, string.Join(' ', open.Order()));
        if (state == _written)
        {
            return;
        }

        _writtenAt = time.GetTimestamp();
        var now = time.GetElapsedTime(0);
        try
        {
            await ReplacedFile.WriteAsync(path, NftBanText.Write(lists.Bans.List(now), lists.Current, open, now), cancellationToken);
        }
        catch (Exception e) when (ReplacedFile.IsRefusal(e))
        {
            Fail(e.Message);
            return;
        }

        if (settings.NftCommand.Count == 0 || await RunAsync([.. settings.NftCommand, path], cancellationToken) is not { } failure)
        {
            _written = state;
            return;
        }

        // Tried again after the interval.
        Fail(failure);
    }

    private static async Task<string?> ReadErrorsAsync(Process process, CancellationToken cancellationToken)
    {
        var buffer = new char[512];
        var length = await process.StandardError.ReadBlockAsync(buffer, cancellationToken);
        var rest = new char[512];
        while (await process.StandardError.ReadAsync(rest, cancellationToken) > 0)
        {
            // What is not read would stop the program.
        }

        return LoggableText.From(new string(buffer, 0, length).Trim()).ToString();
    }

    private async Task<string?> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardError = true, RedirectStandardInput = true };
        Process? process = null;
        try
        {
            process = Process.Start(start);
            if (process is null)
            {
                return $"{words[0]} did not start";
            }

            process.StandardInput.Close();
            var errors = await ReadErrorsAsync(process, either.Token);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? null : $"{words[0]} ended with {process.ExitCode}: {errors}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{words[0]} took longer than {_deadline.TotalSeconds} s";
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            return $"{words[0]}: {e.Message}";
        }
        finally
        {
            End(process);
        }
    }

    private static void End(Process? process)
    {
        try
        {
            if (process is { HasExited: false })
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or NotSupportedException)
        {
            // It has just ended, or belongs to somebody else by now.
        }

        process?.Dispose();
    }

    private void Fail(string why)
    {
        _failures++;
        if (_loggedAt is { } at && time.GetElapsedTime(at) < _logEvery)
        {
            return;
        }

        Log.NftFailed(logger, why, _failures);
        _failures = 0;
        _loggedAt = time.GetTimestamp();
    }
}
