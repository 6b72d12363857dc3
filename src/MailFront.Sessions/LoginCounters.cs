using MailFront.Protocol;

namespace MailFront.Sessions;

/// <summary>How logins ended since start, by protocol. Any thread.</summary>
public sealed class LoginCounters
{
    private static readonly MailProtocol[] _protocols = Enum.GetValues<MailProtocol>();
    private static readonly LoginEnd[] _ends = Enum.GetValues<LoginEnd>();

    private readonly long[] _counts = new long[_protocols.Length * _ends.Length];
    private long _slow;

    /// <summary>Logins that took longer than <see cref="LoginOptions.SlowLogin"/>.</summary>
    public long Slow => Interlocked.Read(ref _slow);

    /// <summary>Every combination with its count, zeros included.</summary>
    public IReadOnlyList<(MailProtocol Protocol, LoginEnd End, long Count)> Read() =>
        [.. from protocol in _protocols from end in _ends select (protocol, end, Of(protocol, end))];

    /// <summary>Logins over <paramref name="protocol"/> that ended with <paramref name="end"/>.</summary>
    public long Of(MailProtocol protocol, LoginEnd end) => Interlocked.Read(ref _counts[Place(protocol, end)]);

    internal void Count(MailProtocol protocol, LoginEnd end) => Interlocked.Increment(ref _counts[Place(protocol, end)]);

    internal void CountSlow() => Interlocked.Increment(ref _slow);

    private static int Place(MailProtocol protocol, LoginEnd end) => ((int)protocol * _ends.Length) + (int)end;
}
