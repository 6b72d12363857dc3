using MailFront.Protocol.ProxyHeader;
using MailFront.TestKit.Splitting;

namespace MailFront.UnitTests.Protocol.ProxyHeader;

public sealed class ProxyHeaderParserTests
{
    private const string Signature = "\r\n\r\n\0\r\nQUIT\n";
    private const string Tcp4 = "\x01\x02\x03\x04\x05\x06\x07\x08\x04\xd2\x00\x8f";
    private const string LongestIpv6 = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

    private static readonly string _tcp6 = new string('\0', 15) + "\x01" + new string('\0', 15) + "\x02" + "\x04\xd2\x00\x8f";

    [Theory]
    [InlineData("PROXY TCP4 1.2.3.4 5.6.7.8 1234 143\r\na NOOP\r\n", "1 Tcp4 1.2.3.4:1234 5.6.7.8:143 37")]
    [InlineData("PROXY TCP4 255.255.255.255 0.0.0.0 65535 0\r\n", "1 Tcp4 255.255.255.255:65535 0.0.0.0:0 44")]
    [InlineData("PROXY TCP6 2001:db8::1 ::1 1234 143\r\n", "1 Tcp6 [2001:db8::1]:1234 [::1]:143 37")]
    [InlineData("PROXY TCP6 ::ffff:1.2.3.4 ::1 1 2\r\n", "1 Tcp6 [::ffff:1.2.3.4]:1 [::1]:2 35")]
    [InlineData("PROXY TCP6 " + LongestIpv6 + " " + LongestIpv6 + " 65535 65535\r\n", "1 Tcp6 [" + LongestIpv6 + "]:65535 [" + LongestIpv6 + "]:65535 104")]
    [InlineData("PROXY UNKNOWN\r\n", "1 Unknown   15")]
    [InlineData("PROXY UNKNOWN " + LongestIpv6 + " " + LongestIpv6 + " 65535 65535\r\nx", "1 Unknown   107")]
    public void The_text_form_is_read(string input, string expected) => AssertOutcome(expected, input);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("a NOOP\r\n")]
    [InlineData("proxy TCP4 1.2.3.4 5.6.7.8 1234 143\r\n")]
    [InlineData("PROXY \r\n")]
    [InlineData("PROXY TCP5 1.2.3.4 5.6.7.8 1234 143\r\n")]
    [InlineData("PROXY UNKNOWNX\r\n")]
    [InlineData("PROXY TCP4 1.2.3.4 5.6.7.8 1234 143\n")]
    [InlineData("PROXY TCP4 1.2.3.4 5.6.7.8 1234 143 \r\n")]
    [InlineData("PROXY TCP4 1.2.3.4  5.6.7.8 1234 143\r\n")]
    [InlineData("PROXY TCP4 1.2.3.4 5.6.7.8 1234\r\n")]
    [InlineData("PROXY TCP4 1.2.3.4 5.6.7.8 65536 143\r\n")]
    [InlineData("PROXY TCP4 1.2.3.4 5.6.7.8 01234 143\r\n")]
    [InlineData("PROXY TCP4 1.2.3.4 5.6.7.8 -1 143\r\n")]
    [InlineData("PROXY TCP4 1.2.3 5.6.7.8 1234 143\r\n")]
    [InlineData("PROXY TCP4 1.2.3.4.5 5.6.7.8 1234 143\r\n")]
    [InlineData("PROXY TCP4 1.2.3.256 5.6.7.8 1234 143\r\n")]
    [InlineData("PROXY TCP4 01.2.3.4 5.6.7.8 1234 143\r\n")]
    [InlineData("PROXY TCP4 0x1.2.3.4 5.6.7.8 1234 143\r\n")]
    [InlineData("PROXY TCP4 ::1 ::1 1234 143\r\n")]
    [InlineData("PROXY TCP6 1.2.3.4 5.6.7.8 1234 143\r\n")]
    [InlineData("PROXY TCP6 fe80::1%lo ::1 1234 143\r\n")]
    [InlineData("PROXY TCP6 [::1] ::1 1234 143\r\n")]
    [InlineData("PROXY TCP4 1.2.3.4 5.6.7.8 1234 1\r3\r\n")]
    [InlineData("PROXY UNKNOWN a\rb\r\n")]
    [InlineData("PROXY UNKNOWN 12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012\r\n")]
    public void Anything_else_in_text_is_refused(string input) => AssertOutcome("Invalid", input);

    [Fact]
    public void The_binary_form_is_read()
    {
        AssertOutcome("2 Tcp4 1.2.3.4:1234 5.6.7.8:143 28", $"{Signature}\x21\x11\0\x0c{Tcp4}a NOOP\r\n");
        AssertOutcome("2 Tcp6 [::1]:1234 [::2]:143 52", $"{Signature}\x21\x21\0\x24{_tcp6}");
        AssertOutcome("2 Unix   232", $"{Signature}\x21\x31\0\xd8{new string('u', 216)}");
        AssertOutcome("2 Unknown   16", $"{Signature}\x21\0\0\0");
        AssertOutcome("2 Unknown   16", $"{Signature}\x20\0\0\0x");
    }

    [Fact]
    public void A_local_header_is_a_health_check_whatever_addresses_it_carries() =>
        AssertOutcome("2 Unknown   28", $"{Signature}\x20\x11\0\x0c{Tcp4}");

    [Fact]
    public void Tlvs_are_skipped_when_they_fit()
    {
        AssertOutcome("2 Tcp4 1.2.3.4:1234 5.6.7.8:143 36", $"{Signature}\x21\x11\0\x14{Tcp4}\x01\0\x02h2\x04\0\0");
        AssertOutcome("Invalid", $"{Signature}\x21\x11\0\x11{Tcp4}\x01\0\x03h2");
        AssertOutcome("Invalid", $"{Signature}\x21\x11\0\x0e{Tcp4}\x01\0");
    }

    [Theory]
    [InlineData("\x11\x11\0\x0c" + Tcp4)]
    [InlineData("\x31\x11\0\x0c" + Tcp4)]
    [InlineData("\x22\x11\0\x0c" + Tcp4)]
    [InlineData("\x21\x12\0\x0c" + Tcp4)]
    [InlineData("\x21\x41\0\x0c" + Tcp4)]
    [InlineData("\x21\x11\0\x0b" + Tcp4)]
    [InlineData("\x21\x21\0\x0c" + Tcp4)]
    [InlineData("\x21\x31\0\x0c" + Tcp4)]
    [InlineData("\x21\x11\x04\x01" + Tcp4)]
    [InlineData("\x21\x11\xff\xff" + Tcp4)]
    [InlineData("\x20\0\x04\x01")]
    public void A_binary_header_of_another_kind_or_size_is_refused(string behindSignature) => AssertOutcome("Invalid", Signature + behindSignature);

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PROXY TCP4 1.2.3.4 5.6.7.8 1234 14")]
    [InlineData("\r\n\r\n\0\r\nQUI")]
    [InlineData(Signature + "\x21\x11\0\x0c\x01\x02")]
    public void A_beginning_asks_for_more(string input) => AssertOutcome("NeedMore", input);

    [Fact]
    public void The_longest_payload_is_taken()
    {
        string tlv = "\xea\x03\xf1" + new string('x', ProxyHeaderParser.MaxPayloadBytes - 15);

        AssertOutcome($"2 Tcp4 1.2.3.4:1234 5.6.7.8:143 {ProxyHeaderParser.MaxBytes}", $"{Signature}\x21\x11\x04\0{Tcp4}{tlv}");
    }

    [Fact]
    public void Random_headers_never_throw_and_never_want_more_than_the_limit()
    {
        var random = new Random(23);
        for (int i = 0; i < 50_000; i++)
        {
            string start = random.Next(3) switch { 0 => "PROXY TCP4 ", 1 => Signature + "\x21\x11", _ => "" };
            byte[] input = [.. Octets.Of(start), .. Octets.Random(random, 60, "0123456789.: \r\n\0\x01")];

            ProxyHeaderStatus status = ProxyHeaderParser.Parse(input, out _, out int consumed);

            Assert.Equal(status == ProxyHeaderStatus.Ok, consumed > 0);
            Assert.InRange(consumed, 0, input.Length);
        }
    }

    private static void AssertOutcome(string expected, string input) => Assert.Equal(expected, SplitInput.AssertSameOutcome(Octets.Of(input), LastWord));

    private static string LastWord(IEnumerable<ReadOnlyMemory<byte>> arrivals)
    {
        foreach (ReadOnlyMemory<byte> arrived in arrivals)
        {
            ProxyHeaderStatus status = ProxyHeaderParser.Parse(arrived.Span, out var header, out int consumed);
            if (status == ProxyHeaderStatus.Ok)
            {
                return $"{header.Version} {header.Family} {header.Source} {header.Destination} {consumed}";
            }

            if (status == ProxyHeaderStatus.Invalid)
            {
                return "Invalid";
            }

            Assert.True(arrived.Length < ProxyHeaderParser.MaxBytes);
        }

        return "NeedMore";
    }
}
