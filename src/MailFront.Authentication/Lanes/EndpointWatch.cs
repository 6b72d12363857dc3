using MailFront.Authentication.Lanes.Scheduling;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Lanes;

/// <summary>Notices what an operator should read of an endpoint, and no more often than is useful. The group's lock guards <see cref="Look"/>.</summary>
internal sealed class EndpointWatch(EndpointLoad endpoint)
{
    private readonly LogPace _openings = new(TimeSpan.FromSeconds(10));
    private readonly LogPace _moves = new(TimeSpan.FromSeconds(60));
    private int _limit = endpoint.Limit;
    private bool _isOpen;
    private bool _isOpenLogged;

    /// <summary>What is worth a line; null when nothing is. The caller runs it outside its lock.</summary>
    public Action<ILogger, string>? Look(TimeSpan now)
    {
        bool isOpen = !endpoint.IsClosed;
        if (isOpen != _isOpen)
        {
            return Turned(isOpen, now);
        }

        int limit = endpoint.Limit;
        if (limit == _limit || !_moves.TryPass(now))
        {
            return null;
        }

        int before = _limit;
        _limit = limit;
        return (logger, group) => Log.CheckerLimitMoved(logger, group, endpoint.Name, before, limit);
    }

    // Whoever reads that it was left alone must read that it is back; flapping is told once in a while.
    private Action<ILogger, string>? Turned(bool isOpen, TimeSpan now)
    {
        _isOpen = isOpen;
        if (isOpen)
        {
            _isOpenLogged = _openings.TryPass(now);
            return _isOpenLogged ? (logger, group) => Log.CheckerLeftAlone(logger, group, endpoint.Name) : null;
        }

        return _isOpenLogged ? (logger, group) => Log.CheckerIsBack(logger, group, endpoint.Name) : null;
    }
}
