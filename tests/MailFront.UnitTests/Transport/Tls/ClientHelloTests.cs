using System.Net.Security;
using MailFront.TestKit.Streams;
using MailFront.Transport.Managed;
using MailFront.Transport.Tls;

namespace MailFront.UnitTests.Transport.Tls;

public sealed class ClientHelloTests
{
    // ecdsa_secp256r1_sha256, …384…, …521… and rsa_pkcs1_sha256 (RFC 8446 §4.2.3).
    private static readonly ushort[] _ecdsa = [0x0403, 0x0503, 0x0603];
    private const ushort Rsa = 0x0401;

    [Fact]
    public async Task A_client_of_today_accepts_ECDSA()
    {
        Assert.True(ClientHello.AcceptsEcdsa(await HelloAsync()));
    }

    [Fact]
    public async Task A_client_that_names_only_RSA_does_not()
    {
        var hello = await HelloAsync();
        var algorithms = FindAlgorithms(hello);
        for (var at = 0; at < algorithms.Length; at += 2)
        {
            if (_ecdsa.Contains((ushort)((algorithms.Span[at] << 8) | algorithms.Span[at + 1])))
            {
                algorithms.Span[at] = Rsa >> 8;
                algorithms.Span[at + 1] = Rsa & 0xFF;
            }
        }

        Assert.False(ClientHello.AcceptsEcdsa(hello));
    }

    [Fact]
    public async Task Every_part_of_a_hello_is_incomplete_and_harmless()
    {
        var hello = await HelloAsync();

        for (var length = 0; length < hello.Length; length++)
        {
            Assert.True(ClientHello.IsIncomplete(hello.AsSpan(0, length)));
            ClientHello.AcceptsEcdsa(hello.AsSpan(0, length));
            Assert.False(ClientHello.OffersResumption(hello.AsSpan(0, length)));
        }

        Assert.False(ClientHello.IsIncomplete(hello));
    }

    [Fact]
    public async Task A_first_visit_offers_nothing_to_resume()
    {
        Assert.False(ClientHello.OffersResumption(await HelloAsync()));
    }

    [Theory]
    [InlineData(41, 3, true)]
    [InlineData(35, 3, true)]
    [InlineData(35, 0, false)]
    [InlineData(99, 3, false)]
    public void A_key_or_a_ticket_offers_to_resume(int extension, int length, bool expected)
    {
        Assert.Equal(expected, ClientHello.OffersResumption(HelloWith(extension, length)));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("a NOOP\r\n")]
    public void Another_protocol_is_left_to_the_handshake(string text)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);

        Assert.False(ClientHello.IsIncomplete(bytes));
        Assert.True(ClientHello.AcceptsEcdsa(bytes));
    }

    [Fact]
    public async Task Damage_is_harmless()
    {
        var hello = await HelloAsync();
        var random = new Random(7);

        for (var i = 0; i < 20_000; i++)
        {
            var damaged = hello.ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            ClientHello.AcceptsEcdsa(damaged.AsSpan(0, random.Next(damaged.Length + 1)));
            ClientHello.OffersResumption(damaged.AsSpan(0, random.Next(damaged.Length + 1)));
        }
    }

    // Version and random, no session id, one suite, one compression method, one extension. The lengths around them are left 0: nothing reads them.
    private static byte[] HelloWith(int extension, int length) =>
    [
        22, 3, 1, 0, 0, 1, 0, 0, 0, .. new byte[34], 0, 0, 2, 0x13, 0x01, 1, 0, 0, (byte)(4 + length),
        (byte)(extension >> 8), (byte)extension, 0, (byte)length, .. new byte[length],
    ];

    private static Memory<byte> FindAlgorithms(byte[] hello)
    {
        // Extension 13 whose list is 2 bytes shorter than the extension.
        for (var at = 43; at < hello.Length - 6; at++)
        {
            var length = (hello[at + 2] << 8) | hello[at + 3];
            if (hello[at] == 0 && hello[at + 1] == 13 && length > 2 && ((hello[at + 4] << 8) | hello[at + 5]) == length - 2 && at + 4 + length <= hello.Length)
            {
                return hello.AsMemory(at + 6, length - 2);
            }
        }

        throw new InvalidOperationException("The hello names no signature algorithms.");
    }

    private static async Task<byte[]> HelloAsync()
    {
        var pair = new DuplexStreamPair();
        await using var client = new SslStream(pair.Client);
        var handshake = client.AuthenticateAsClientAsync("mail.example.org");
        var server = new ManagedChannel(pair.Server);
        while (ClientHello.IsIncomplete(server.Unread.Span))
        {
            Assert.Equal(MailFront.Transport.ReadStatus.Data, await server.ReadMoreAsync(ClientHello.MostBytes));
        }

        var hello = server.Unread.ToArray();
        await server.CloseAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => handshake);
        return hello;
    }
}
