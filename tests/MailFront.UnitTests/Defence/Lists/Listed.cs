using System.Net;
using MailFront.Defence.Lists;

namespace MailFront.UnitTests.Defence.Lists;

/// <summary>Lists for tests.</summary>
internal static class Listed
{
    /// <summary>A snapshot of networks, each with its own text as place.</summary>
    public static ListSnapshot Networks(string[]? trusted = null, string[]? allow = null, string[]? deny = null) =>
        new(List(trusted), List(allow), List(deny));

    /// <summary>These lists, without bans.</summary>
    public static AccessLists Lists(ListSnapshot snapshot) => new(() => snapshot);

    /// <summary>A network or an address.</summary>
    public static NetworkPrefix Prefix(string text) =>
        text.Contains('/') ? NetworkPrefix.Of(IPNetwork.Parse(text)) : NetworkPrefix.Of(IPAddress.Parse(text));

    /// <summary>A target of addresses.</summary>
    public static BanTarget Target(string text) => BanTarget.Of(Prefix(text));

    private static NetworkList List(string[]? networks) => new([.. (networks ?? []).Select(text => new ListedNetwork(Prefix(text), text))]);
}
