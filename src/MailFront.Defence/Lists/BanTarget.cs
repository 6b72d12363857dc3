namespace MailFront.Defence.Lists;

/// <summary>Whom a ban is for: addresses or a user, never both.</summary>
public readonly record struct BanTarget
{
    /// <summary>What stands before a user's name in lists and commands.</summary>
    public const string UserMark = "user:";

    private BanTarget(NetworkPrefix network, string? user)
    {
        Network = network;
        User = user;
    }

    /// <summary>The addresses, when <see cref="User"/> is null.</summary>
    public NetworkPrefix Network { get; }

    /// <summary>The canonical name; null when addresses are meant.</summary>
    public string? User { get; }

    /// <summary>Every connection from <paramref name="network"/>.</summary>
    public static BanTarget Of(NetworkPrefix network) => new(network, null);

    /// <summary>Every login of <paramref name="user"/>, a canonical name.</summary>
    public static BanTarget OfUser(string user) => new(default, user);

    /// <summary>As it is written in commands: <c>192.0.2.0/24</c> or <c>user:jo</c>.</summary>
    public override string ToString() => User is null ? Network.ToString() : UserMark + User;
}
