using MailFront.Defence.Login;
using Microsoft.Extensions.Logging;

namespace MailFront.Serving;

/// <summary>Tells the log when the defence's alarm is raised and when it ends. Looks once a second: the windows of the alarm close without a login too.</summary>
internal sealed class AlarmWatch
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    private readonly ILoginEvidence _evidence;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private TimeSpan? _raised;

    /// <summary>Watches <paramref name="evidence"/>, whose clock is <paramref name="time"/>.</summary>
    public AlarmWatch(ILoginEvidence evidence, TimeProvider time, ILogger logger)
    {
        _evidence = evidence;
        _time = time;
        _logger = logger;
    }

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_every, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            Look();
        }
    }

    /// <summary>Looks once.</summary>
    internal void Look()
    {
        var now = _time.GetElapsedTime(0);
        var isAlarmed = _evidence.IsAlarmed(now);
        if (isAlarmed && _raised is null)
        {
            _raised = now;
            Log.AlarmRaised(_logger);
        }
        else if (!isAlarmed && _raised is { } raised)
        {
            _raised = null;
            Log.AlarmEnded(_logger, (long)(now - raised).TotalSeconds);
        }
    }
}
