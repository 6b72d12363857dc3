using System.Security.Cryptography;
using System.Text;

namespace MailFront.Authentication.Hashing;

/// <summary>
/// Learns from the hashes that come by which scheme and cost most users have, for a store that cannot be read whole. Begins with what
/// <c>mailfront passwd</c> would make. Bounded, thread-safe.
/// </summary>
public sealed class TypicalPassword
{
    // Costs kept apart; a store with more kinds than this has no typical one.
    private const int MostCosts = 16;

    // So many hashes decide; then all counts are halved, so that a store that changes its scheme is followed.
    private const int Memory = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Count, IPasswordHash Hash)> _costs = new(StringComparer.Ordinal);
    private StoredPassword _current;
    private int _seen;

    /// <summary>Begins with the default scheme, or with PBKDF2 where the machine's libcrypt is missing. Takes some tens of milliseconds.</summary>
    public TypicalPassword()
    {
        Span<byte> salt = stackalloc byte[PasswordHashWriter.SaltLength];
        RandomNumberGenerator.Fill(salt);

        // Text, since libcrypt takes no password with a NUL.
        byte[] nobodys = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(2 * salt.Length));
        string? made = PasswordHashWriter.Write(PasswdFiles.PasswdEntry.DefaultScheme, nobodys, salt)
            ?? PasswordHashWriter.Write(PasswordScheme.Pbkdf2Sha256, nobodys, salt);
        _current = made is null ? default : StoredPassword.Parse(Encoding.ASCII.GetBytes(made));
    }

    /// <summary>A usable password of the kind most users have.</summary>
    public StoredPassword Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>Takes note of a user's password.</summary>
    public void Learn(StoredPassword stored)
    {
        if (stored.Hash is not { } hash)
        {
            return;
        }

        lock (_gate)
        {
            bool isKnown = _costs.TryGetValue(hash.Cost, out var entry);
            if (!isKnown && _costs.Count >= MostCosts)
            {
                return;
            }

            _costs[hash.Cost] = isKnown ? (entry.Count + 1, entry.Hash) : (1, hash);
            if (++_seen >= Memory)
            {
                Forget();
            }

            IPasswordHash typical = _costs.Values.MaxBy(static cost => cost.Count).Hash;
            _current = new StoredPassword(StoredPasswordKind.Usable, typical);
        }
    }

    private void Forget()
    {
        _seen = 0;
        foreach (var (cost, (count, hash)) in _costs.ToList())
        {
            _costs[cost] = (count / 2, hash);
            if (count < 2)
            {
                _costs.Remove(cost);
            }
        }
    }
}
