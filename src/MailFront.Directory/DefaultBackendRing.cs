using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MailFront.Directory;

/// <summary>
/// Chooses a backend for users without an entry (<c>mailfront_default_backend</c>) by rendezvous hashing: the backend with the
/// highest score wins, the score being the first 8 bytes, big-endian, of SHA-256(backend NUL user), both UTF-8. The choice depends on
/// nothing else, neither on the order of the names nor on the process; adding a backend to n moves 1/(n+1) of the users, all to it.
/// </summary>
public sealed class DefaultBackendRing
{
    private const int MaxStackBytes = 1024;
    private readonly Location[] _locations;
    private readonly byte[][] _names;

    private DefaultBackendRing(string[] names)
    {
        _locations = Array.ConvertAll(names, static name => new Location(name, string.Empty));
        _names = Array.ConvertAll(names, static name => Encoding.UTF8.GetBytes(name + '\0'));
    }

    /// <summary>How many backends there are.</summary>
    public int Count => _locations.Length;

    /// <summary>A ring over these names, or null when there is none. Names given twice count once.</summary>
    public static DefaultBackendRing? Of(IEnumerable<string> backends)
    {
        var names = backends.Where(static name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? null : new DefaultBackendRing(names);
    }

    /// <summary>The backend of a user; allocates nothing for names of usual length. Thread-safe.</summary>
    /// <param name="user">The user as canonicalised at login.</param>
    public Location Choose(string user)
    {
        if (_locations.Length == 1)
        {
            return _locations[0];
        }

        var best = 0;
        var bestScore = 0UL;
        for (var i = 0; i < _locations.Length; i++)
        {
            var score = Score(_names[i], user);

            // Names are in order, so that a tie goes to the first of them everywhere.
            if (score > bestScore)
            {
                (best, bestScore) = (i, score);
            }
        }

        return _locations[best];
    }

    private static ulong Score(ReadOnlySpan<byte> name, string user)
    {
        var most = name.Length + Encoding.UTF8.GetMaxByteCount(user.Length);
        Span<byte> input = most <= MaxStackBytes ? stackalloc byte[MaxStackBytes] : new byte[most];
        name.CopyTo(input);
        var length = name.Length + Encoding.UTF8.GetBytes(user, input[name.Length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input[..length], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
