using System.Buffers.Binary;

namespace MailFront.Protocol.Saslauthd;

/// <summary>
/// Request to saslauthd: login, password, service and realm, each a big-endian 16-bit length and its octets
/// (cyrus-sasl lib/checkpw.c:saslauthd_verify_password, saslauthd/ipc_unix.c). Every release up to 2.1.28 reads these four. The branch that is to
/// become 2.2 (cyrus-sasl pull request 6, for PAM_RHOST) reads the client's address as a fifth and waits for ever without it.
/// </summary>
public static class SaslauthdRequest
{
    /// <summary>Longest field, in octets (saslauthd's MAX_REQ_LEN).</summary>
    public const int MaxFieldBytes = 256;

    /// <summary>Longest request, in octets.</summary>
    public const int MaxBytes = MaxFieldCount * (sizeof(ushort) + MaxFieldBytes);

    private const int MaxFieldCount = 5;

    /// <summary>
    /// Writes a request; the caller wipes <paramref name="destination"/>, which has room for <see cref="MaxBytes"/>, once it is sent.
    /// False when a field is too long, holds NUL (the daemon's C strings would end there, so that a longer password
    /// would pass for a shorter one), or when login or password is empty.
    /// </summary>
    public static bool TryWrite(
        Span<byte> destination,
        ReadOnlySpan<byte> login,
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> service,
        ReadOnlySpan<byte> realm,
        out int written)
    {
        written = 0;
        if (login.IsEmpty || password.IsEmpty || !IsField(login) || !IsField(password) || !IsField(service) || !IsField(realm))
        {
            return false;
        }

        written = Append(destination, 0, login);
        written = Append(destination, written, password);
        written = Append(destination, written, service);
        written = Append(destination, written, realm);
        return true;
    }

    /// <summary>As the other, with the fifth string, <paramref name="clientAddress"/>; empty for a client that has none.</summary>
    public static bool TryWriteWithClient(
        Span<byte> destination,
        ReadOnlySpan<byte> login,
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> service,
        ReadOnlySpan<byte> realm,
        ReadOnlySpan<byte> clientAddress,
        out int written)
    {
        if (!IsField(clientAddress) || !TryWrite(destination, login, password, service, realm, out written))
        {
            written = 0;
            return false;
        }

        written = Append(destination, written, clientAddress);
        return true;
    }

    private static bool IsField(ReadOnlySpan<byte> field) => field.Length <= MaxFieldBytes && !field.Contains((byte)0);

    private static int Append(Span<byte> destination, int at, ReadOnlySpan<byte> field)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination[at..], (ushort)field.Length);
        field.CopyTo(destination[(at + sizeof(ushort))..]);
        return at + sizeof(ushort) + field.Length;
    }
}
