using System.Net;
using System.Net.Sockets;

namespace MailFront.Defence.Rules.Conditions;

/// <summary>An address in one of some networks; behind a unix socket there is none.</summary>
internal sealed class SourceTest : ICondition
{
    private const int MappedBits = 96;

    private readonly IPNetwork[] _networks;

    private SourceTest(IPNetwork[] networks) => _networks = networks;

    /// <inheritdoc/>
    public StateSet States => StateSet.All;

    /// <summary>A test for <paramref name="networks"/>.</summary>
    public static SourceTest Of(IEnumerable<IPNetwork> networks)
    {
        // A dual-stack socket reports IPv4 clients as ::ffff:a.b.c.d, and to turn each address around would allocate.
        var both = networks.SelectMany(network => network.BaseAddress.AddressFamily == AddressFamily.InterNetwork
            ? [network, new IPNetwork(network.BaseAddress.MapToIPv6(), MappedBits + network.PrefixLength)]
            : (IPNetwork[])[network]);
        return new SourceTest([.. both]);
    }

    /// <inheritdoc/>
    public bool Matches(in ConnectionRow row)
    {
        if (row.Source is not { } source)
        {
            return false;
        }

        foreach (var network in _networks)
        {
            if (network.Contains(source))
            {
                return true;
            }
        }

        return false;
    }
}
