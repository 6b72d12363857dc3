using System.Globalization;
using System.Numerics;
using MailFront.Protocol.Imap;

namespace MailFront.UnitTests.Protocol.Imap;

public sealed class ImapLiteralTests
{
    [Fact]
    public void Sizes_are_exact_up_to_saturation_and_never_wrap()
    {
        var random = new Random(7);
        BigInteger[] edges = [0, 1, 9, int.MaxValue, uint.MaxValue, BigInteger.One << 32, long.MaxValue - 1, long.MaxValue, (BigInteger)long.MaxValue + 1, ulong.MaxValue, BigInteger.One << 64, BigInteger.Pow(10, 30)];
        IEnumerable<BigInteger> randoms = Enumerable.Range(0, 2000).Select(_ => new BigInteger(random.NextInt64()) * random.Next(1, 100));
        foreach (BigInteger size in edges.Concat(randoms))
        {
            string zeros = new('0', random.Next(4));
            string digits = zeros + size.ToString(CultureInfo.InvariantCulture);

            Assert.True(ImapLiteral.TryParseSize(Octets.Of(digits), out ImapLiteral literal));
            Assert.True(literal.Size == size || (size >= long.MaxValue / 2 && literal.Size >= long.MaxValue / 2), digits);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1+ ")]
    [InlineData("1++")]
    [InlineData(" 1")]
    [InlineData("1.0")]
    [InlineData("1-")]
    [InlineData("\xb2")]
    public void Only_digits_and_one_plus_are_a_size(string inside) => Assert.False(ImapLiteral.TryParseSize(Octets.Of(inside), out _));
}
