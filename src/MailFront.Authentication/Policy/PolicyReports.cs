using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Policy;

/// <summary>Reports on their way to a policy server: nobody waits for them, and what does not fit is dropped and counted.</summary>
internal sealed class PolicyReports : IAsyncDisposable
{
    /// <summary>Reports that may wait.</summary>
    public const int MaxWaiting = 1024;

    /// <summary>Reports on their way at once, beside the questions of logins: a server that is slow to take reports does not hold up advice.</summary>
    public const int Senders = 8;

    private static readonly TimeSpan _longestFarewell = TimeSpan.FromSeconds(2);

    private readonly PolicyTransfer _transfer;
    private readonly string _server;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RareEvent _dropping;
    private readonly RareEvent _failing;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _sending;
    private readonly Channel<byte[]> _waiting = Channel.CreateBounded<byte[]>(MaxWaiting);
    private long _dropped;
    private long _failed;

    public PolicyReports(PolicyTransfer transfer, string server, TimeProvider time, ILogger logger)
    {
        _transfer = transfer;
        _server = server;
        _time = time;
        _logger = logger;
        _dropping = new RareEvent(time);
        _failing = new RareEvent(time);
        _sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAsync()));
    }

    /// <summary>Reports that found no room since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Reports that the server did not take since the start.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Queues a report.</summary>
    public void Add(byte[] report)
    {
        if (!_waiting.Writer.TryWrite(report))
        {
            long dropped = Interlocked.Increment(ref _dropped);
            if (_dropping.IsDue())
            {
                Log.PolicyReportsDropped(_logger, _server, dropped);
            }
        }
    }

    /// <summary>Sends what waits, for a moment, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        using var farewell = new CancellationTokenSource();
        await Task.WhenAny(_sending, Task.Delay(_longestFarewell, _time, farewell.Token));
        await farewell.CancelAsync();
        await _stopping.CancelAsync();

        // Cancelled sends end at once; how does not matter any more.
        await Task.WhenAny(_sending);
        _stopping.Dispose();
    }

    private async Task SendAsync()
    {
        await foreach (byte[] report in _waiting.Reader.ReadAllAsync(_stopping.Token))
        {
            (_, string? problem) = await _transfer.PostAsync("report", report, _stopping.Token);
            if (problem is null)
            {
                continue;
            }

            long failed = Interlocked.Increment(ref _failed);
            if (_failing.IsDue())
            {
                Log.PolicyReportFailed(_logger, _server, problem, failed);
            }
        }
    }
}
