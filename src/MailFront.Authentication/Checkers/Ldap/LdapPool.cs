using System.Diagnostics.CodeAnalysis;

namespace MailFront.Authentication.Checkers.Ldap;

/// <summary>
/// Idle connections of one kind, the latest used first. How many are in use is bounded by who asks; how many lie idle, and for how long, by this.
/// Thread-safe. Disposing closes what is idle, and what is returned later.
/// </summary>
internal sealed class LdapPool : IAsyncDisposable
{
    private readonly LdapOpener _opener;
    private readonly LdapServer _server;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<(LdapConnection Connection, long Since)> _idle = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sweeping;

    /// <summary>A pool, empty at first.</summary>
    public LdapPool(LdapOpener opener, LdapServer server, TimeProvider time)
    {
        _opener = opener;
        _server = server;
        _time = time;
        _sweeping = SweepAsync();
    }

    /// <summary>Connections that nobody uses.</summary>
    public int Idle
    {
        get
        {
            lock (_gate)
            {
                return _idle.Count;
            }
        }
    }

    /// <summary>An idle connection, or a new one.</summary>
    public ValueTask<LdapOpening> RentAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_idle.Count > 0)
            {
                LdapConnection latest = _idle[^1].Connection;
                _idle.RemoveAt(_idle.Count - 1);
                return new ValueTask<LdapOpening>(new LdapOpening(latest, null, IsFresh: false));
            }
        }

        return _opener.OpenAsync(cancellationToken);
    }

    /// <summary>Takes back a connection on which every request was answered.</summary>
    public async ValueTask ReturnAsync(LdapConnection connection)
    {
        lock (_gate)
        {
            if (!_stop.IsCancellationRequested && _idle.Count < _server.MaxIdle)
            {
                _idle.Add((connection, _time.GetTimestamp()));
                return;
            }
        }

        await connection.CloseAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sweeping;
        while (TryTakeOldest(TimeSpan.Zero, out LdapConnection? connection))
        {
            await connection.CloseAsync();
        }
    }

    private async Task SweepAsync()
    {
        using var timer = new PeriodicTimer(_server.IdleTimeout / 2, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                while (TryTakeOldest(_server.IdleTimeout, out LdapConnection? connection))
                {
                    await connection.CloseAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private bool TryTakeOldest(TimeSpan age, [NotNullWhen(true)] out LdapConnection? connection)
    {
        lock (_gate)
        {
            connection = _idle.Count > 0 && _time.GetElapsedTime(_idle[0].Since) >= age ? _idle[0].Connection : null;
            if (connection is not null)
            {
                _idle.RemoveAt(0);
            }

            return connection is not null;
        }
    }
}
