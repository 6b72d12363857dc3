using System.Net;
using System.Net.Sockets;

namespace MailFront.Transport.Outbound;

/// <summary>
/// Addresses of backend names, so that a slow resolver does not hold logins: after the first answer a name is always answered at once,
/// if need be with an old answer while a new one is fetched. One question at a time for each name.
/// </summary>
/// <param name="time">Clock for the ages.</param>
/// <param name="resolve">Asks the name service; throws <see cref="SocketException"/>.</param>
internal sealed class AddressCache(TimeProvider time, Func<string, Task<IPAddress[]>> resolve)
{
    // Far above the backends of any site; the oldest goes when it is reached.
    public const int MostNames = 1024;

    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan FailureLifetime = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>The addresses of <paramref name="name"/>; waits for the name service only when nothing is known of the name.</summary>
    public async ValueTask<AddressAnswer> FindAsync(string name, TimeSpan deadline, CancellationToken cancellationToken)
    {
        Task<AddressAnswer> asking;
        lock (_lock)
        {
            var entry = EntryFor(name);
            if (entry.Asking is null && (entry.Answer is null || time.GetElapsedTime(entry.AnsweredAt) > entry.Lifetime))
            {
                var question = AskAsync(name, entry);
                entry.Asking = question.IsCompleted ? null : question;
            }

            if (entry.Answer is { } known && (known.Failure is null || entry.Asking is null))
            {
                return known;
            }

            asking = entry.Asking!;
        }

        try
        {
            return await asking.WaitAsync(deadline, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return AddressAnswer.Failed(ConnectStatus.TimedOut);
        }
    }

    private async Task<AddressAnswer> AskAsync(string name, Entry entry)
    {
        AddressAnswer answer;
        try
        {
            var addresses = await resolve(name);
            answer = addresses.Length > 0 ? new AddressAnswer(addresses, null) : AddressAnswer.Failed(ConnectStatus.NameNotFound);
        }
        catch (SocketException exception)
        {
            var isUnknown = exception.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData;
            answer = AddressAnswer.Failed(isUnknown ? ConnectStatus.NameNotFound : ConnectStatus.NameServiceFailed);
        }
        catch (ArgumentException)
        {
            // Longer than a name can be.
            answer = AddressAnswer.Failed(ConnectStatus.NameNotFound);
        }

        lock (_lock)
        {
            entry.Asking = null;
            entry.AnsweredAt = time.GetTimestamp();
            entry.Lifetime = answer.Failure is null ? Lifetime : FailureLifetime;

            // Old addresses are better than none while the name service has trouble.
            if (answer.Failure != ConnectStatus.NameServiceFailed || entry.Answer is not { Failure: null })
            {
                entry.Answer = answer;
            }

            return entry.Answer.Value;
        }
    }

    private Entry EntryFor(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            if (_entries.Count >= MostNames)
            {
                _entries.Remove(_entries.MinBy(static pair => pair.Value.AnsweredAt).Key);
            }

            _entries.Add(name, entry = new Entry { AnsweredAt = time.GetTimestamp() });
        }

        return entry;
    }

    private sealed class Entry
    {
        public AddressAnswer? Answer { get; set; }

        public Task<AddressAnswer>? Asking { get; set; }

        public long AnsweredAt { get; set; }

        public TimeSpan Lifetime { get; set; }
    }
}
