namespace MailFront.Defence.Rules;

/// <summary>Some of the states of <see cref="ConnectionState"/>.</summary>
public readonly record struct StateSet
{
    private readonly uint _bits;

    private StateSet(uint bits) => _bits = bits;

    /// <summary>All of them.</summary>
    public static StateSet All { get; } = new((1u << ((int)ConnectionState.Closing + 1)) - 1);

    /// <summary>Those of a client that has not logged in yet.</summary>
    public static StateSet PreLogin { get; } = new((1u << (int)ConnectionState.Relaying) - 1);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>One state.</summary>
    public static StateSet Of(ConnectionState state) => new(1u << (int)state);

    /// <summary>What is in either.</summary>
    public static StateSet operator |(StateSet left, StateSet right) => new(left._bits | right._bits);

    /// <summary>What is in both.</summary>
    public static StateSet operator &(StateSet left, StateSet right) => new(left._bits & right._bits);

    /// <summary>All others.</summary>
    public static StateSet operator ~(StateSet set) => new(~set._bits & All._bits);

    /// <summary>Whether <paramref name="state"/> is among them.</summary>
    public bool Contains(ConnectionState state) => (_bits & (1u << (int)state)) != 0;
}
