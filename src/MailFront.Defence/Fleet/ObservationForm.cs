using System.Buffers.Binary;
using MailFront.Defence.Login;

namespace MailFront.Defence.Fleet;

/// <summary>Observations as octets: seven hashes of eight, the result and whether there is a backend, one behind the other.</summary>
public static class ObservationForm
{
    /// <summary>Octets of one observation.</summary>
    public const int Length = (Hashes * sizeof(ulong)) + 2;

    private const int Hashes = 7;

    /// <summary>
    /// Writes <paramref name="login"/> for other nodes. Of a right password nothing leaves the node: a fingerprint of it, sealed as it is, would be worth
    /// guessing at.
    /// </summary>
    public static void Write(in LoginObservation login, Span<byte> octets)
    {
        Write(octets, 0, login.User);
        Write(octets, 1, login.Pair);
        Write(octets, 2, login.Source.Address);
        Write(octets, 3, login.Source.Subnet);
        Write(octets, 4, login.Source.Place);
        Write(octets, 5, login.Source.Site);
        Write(octets, 6, login.Result == LoginResult.Succeeded ? 0 : login.Password);
        octets[Length - 2] = (byte)login.Result;
        octets[Length - 1] = login.HasLocation ? (byte)1 : (byte)0;
    }

    /// <summary>Reads one; false when it is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, out LoginObservation login)
    {
        login = default;
        if (octets.Length < Length || octets[Length - 2] > (byte)LoginResult.NamedNobody || octets[Length - 1] > 1)
        {
            return false;
        }

        var source = new SourceKeys(Read(octets, 2), Read(octets, 3), Read(octets, 4), Read(octets, 5));
        login = new LoginObservation(
            Read(octets, 0), Read(octets, 1), source, Read(octets, 6), (LoginResult)octets[Length - 2], octets[Length - 1] == 1);
        return true;
    }

    private static void Write(Span<byte> octets, int place, ulong hash) => BinaryPrimitives.WriteUInt64BigEndian(octets[(place * sizeof(ulong))..], hash);

    private static ulong Read(ReadOnlySpan<byte> octets, int place) => BinaryPrimitives.ReadUInt64BigEndian(octets[(place * sizeof(ulong))..]);
}
