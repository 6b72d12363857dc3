using MailFront.Authentication;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Hashing;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.PasswdFiles;
using MailFront.Configuration.Settings;
using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>The gateway with the checkers that the files ask for, and what they keep open.</summary>
internal sealed class CheckerSet : IAsyncDisposable
{
    private readonly CheckerSettings _settings;
    private readonly PasswdFile? _passwdFile;
    private readonly HashingThreads? _hashing;

    private CheckerSet(CheckerSettings settings, AuthenticationGateway gateway, PasswdFile? passwdFile, HashingThreads? hashing)
    {
        _settings = settings;
        Gateway = gateway;
        _passwdFile = passwdFile;
        _hashing = hashing;
    }

    /// <summary>The way to a verdict.</summary>
    public AuthenticationGateway Gateway { get; }

    /// <summary>Makes the checkers in their order and loads the passwd-file, if one is asked for.</summary>
    public static async Task<CheckerSet> StartAsync(
        CheckerSettings settings, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        PasswdFile? file = null;
        HashingThreads? hashing = null;
        if (settings.Checkers.Contains(CheckerKind.PasswdFile))
        {
            file = new PasswdFile(settings.PasswdFile ?? string.Empty, time, loggers.CreateLogger<PasswdFile>());
            hashing = new HashingThreads(HashingThreads.DefaultCount(Environment.ProcessorCount));
            await file.StartAsync(cancellationToken);
        }

        var lanes = new List<CheckerLane>();
        foreach (var kind in settings.Checkers)
        {
            IPasswordChecker checker = kind == CheckerKind.PasswdFile && file is not null && hashing is not null
                ? new PasswdFileChecker(file, hashing)
                : new SaslauthdChecker(SaslauthdPath.Resolve(settings.SaslauthdPath), time);
            var running = kind == CheckerKind.PasswdFile && hashing is not null ? hashing.Count : settings.Concurrency;
            var options = new CheckerLaneOptions { MaxRunning = running, MaxWaiting = settings.Queue, Deadline = settings.Deadline };
            lanes.Add(new CheckerLane(checker, options, time, loggers.CreateLogger<CheckerLane>()));
        }

        return new CheckerSet(settings, new AuthenticationGateway(lanes), file, hashing);
    }

    /// <summary>True when <paramref name="settings"/> ask for the same checkers.</summary>
    public bool IsMadeFrom(CheckerSettings settings) =>
        settings.Checkers.SequenceEqual(_settings.Checkers) && settings with { Checkers = _settings.Checkers } == _settings;

    /// <summary>Reads the passwd-file again now.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        if (_passwdFile is not null)
        {
            await _passwdFile.ReloadAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _hashing?.Dispose();
        if (_passwdFile is not null)
        {
            await _passwdFile.DisposeAsync();
        }
    }
}
