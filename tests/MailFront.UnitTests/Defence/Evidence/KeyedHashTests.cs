using MailFront.Defence.Evidence;

namespace MailFront.UnitTests.Defence.Evidence;

public sealed class KeyedHashTests
{
    private static readonly byte[] _key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    // Vectors of the authors' reference implementation (vectors_sip64), key 00..0f, text 00..length-1.
    [Theory]
    [InlineData(0, 0x726fdb47dd0e0e31UL)]
    [InlineData(1, 0x74f839c593dc67fdUL)]
    [InlineData(7, 0xab0200f58b01d137UL)]
    [InlineData(8, 0x93f5f5799a932462UL)]
    [InlineData(15, 0xa129ca6149be45e5UL)]
    public void The_hash_is_siphash(int length, ulong expected)
    {
        byte[] text = [.. Enumerable.Range(0, length).Select(i => (byte)i)];

        Assert.Equal(expected, new KeyedHash(_key).Of(text));
    }

    [Fact]
    public void Another_key_gives_another_hash() =>
        Assert.NotEqual(KeyedHash.Random().Of("anna"u8), KeyedHash.Random().Of("anna"u8));
}
