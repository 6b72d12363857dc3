using System.Net;

namespace MailFront.Defence.Admission;

/// <summary>One session's place in a <see cref="SessionTally"/>. Given back once, however often it is disposed. Thread-safe.</summary>
public sealed class SessionLease : IDisposable
{
    private readonly string _user;
    private readonly IPAddress? _source;
    private SessionTally? _tally;

    internal SessionLease(SessionTally tally, string user, IPAddress? source)
    {
        _tally = tally;
        _user = user;
        _source = source;
    }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _tally, null)?.Leave(_user, _source);
}
