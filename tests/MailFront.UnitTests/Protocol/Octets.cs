using System.Text;

namespace MailFront.UnitTests.Protocol;

/// <summary>Octets written as text, each character one octet.</summary>
internal static class Octets
{
    public static byte[] Of(string text) => Encoding.Latin1.GetBytes(text);

    public static string Text(ReadOnlySpan<byte> octets) => Encoding.Latin1.GetString(octets);

    /// <summary>Random octets that are often those a grammar cares for.</summary>
    public static byte[] Random(Random random, int maxLength, string favourites)
    {
        byte[] octets = new byte[random.Next(maxLength + 1)];
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] = random.Next(4) == 0 ? (byte)random.Next(256) : (byte)favourites[random.Next(favourites.Length)];
        }

        return octets;
    }
}
