using System.Globalization;
using System.Security.Cryptography;

namespace MailFront.Sessions;

/// <summary>
/// Makes session ids in Cyrus' form <c>prefix-epoch-pid-count-random</c> (cyrus global.c:session_new_id), so that existing
/// log tools can join the frontend's and the backend's lines.
/// </summary>
public sealed class SessionIds
{
    // Cyrus cuts the prefix here (MAX_SESSIONID_SIZE leaves room for the rest).
    private const int MaxPrefixLength = 128;

    private readonly string _prefix;
    private readonly TimeProvider _time;
    private long _count;

    /// <summary>Ids start with <paramref name="name"/> (<c>syslog_prefix</c>, else <c>servername</c>).</summary>
    public SessionIds(string name, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(name);
        _prefix = name.Length > MaxPrefixLength ? name[..MaxPrefixLength] : name;
        _time = time;
    }

    /// <summary>The next id. Unique in this process, and unpredictable.</summary>
    public string Next()
    {
        Span<byte> random = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(random);
        var epoch = _time.GetUtcNow().ToUnixTimeSeconds();
        var count = Interlocked.Increment(ref _count);
        return string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{epoch}-{Environment.ProcessId}-{count}-{BitConverter.ToUInt64(random)}");
    }
}
