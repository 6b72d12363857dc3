using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MailFront.Defence.Evidence;

namespace MailFront.Defence.Admission;

/// <summary>
/// How many connections before login each source has: an IPv4 address, or a /56 of IPv6, what a provider gives one site and one attacker.
/// As large as the number of connections. Guarded by the lobby's lock.
/// </summary>
internal sealed class CrowdMap(KeyedHash hash)
{
    private const int V4Octets = 4;
    private const int V6Octets = 7;
    private const int MaxOctets = 16;

    private readonly Dictionary<ulong, Crowd> _crowds = [];

    /// <summary>How many <paramref name="source"/> has.</summary>
    public int CountOf(IPAddress? source) => source is not null && _crowds.TryGetValue(KeyOf(source), out var crowd) ? crowd.Count : 0;

    /// <summary>Counts one more; null for a client without an address.</summary>
    public Crowd? Join(IPAddress? source)
    {
        if (source is null)
        {
            return null;
        }

        var key = KeyOf(source);
        ref var crowd = ref CollectionsMarshal.GetValueRefOrAddDefault(_crowds, key, out _);
        crowd ??= new Crowd(key);
        crowd.Count++;
        return crowd;
    }

    /// <summary>Counts one less.</summary>
    public void Leave(Crowd? crowd)
    {
        if (crowd is not null && --crowd.Count == 0)
        {
            _crowds.Remove(crowd.Key);
        }
    }

    private ulong KeyOf(IPAddress source)
    {
        Span<byte> octets = stackalloc byte[MaxOctets];
        _ = source.TryWriteBytes(octets, out _);
        var part = source switch
        {
            { AddressFamily: AddressFamily.InterNetwork } => octets[..V4Octets],
            { IsIPv4MappedToIPv6: true } => octets[^V4Octets..],
            _ => octets[..V6Octets],
        };
        return hash.Of(part);
    }
}
