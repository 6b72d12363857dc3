using System.Buffers.Binary;

namespace MailFront.Protocol.Saslauthd;

/// <summary>
/// Request to saslauthd: login, password, service and realm, each a big-endian 16-bit length and its octets
/// (cyrus-sasl lib/checkpw.c:saslauthd_verify_password, saslauthd/ipc_unix.c).
/// </summary>
public static class SaslauthdRequest
{
    /// <summary>Longest field, in octets (saslauthd's MAX_REQ_LEN).</summary>
    public const int MaxFieldBytes = 256;

    /// <summary>Longest request, in octets.</summary>
    public const int MaxBytes = FieldCount * (sizeof(ushort) + MaxFieldBytes);

    private const int FieldCount = 4;

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

    private static bool IsField(ReadOnlySpan<byte> field) => field.Length <= MaxFieldBytes && !field.Contains((byte)0);

    private static int Append(Span<byte> destination, int at, ReadOnlySpan<byte> field)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination[at..], (ushort)field.Length);
        field.CopyTo(destination[(at + sizeof(ushort))..]);
        return at + sizeof(ushort) + field.Length;
    }
}
