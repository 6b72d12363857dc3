using System.Net;
using MailFront.Backends;

namespace MailFront.SessionTests.Backends;

public sealed class ProxyHeaderTests : IDisposable
{
    private const string Login = """

        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
        C~ A01 AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1] done
        """;

    private readonly BackendBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("198.51.100.7", "192.0.2.1", "PROXY TCP4 198.51.100.7 192.0.2.1 4242 143")]
    [InlineData("2001:db8::7", "2001:db8::1", "PROXY TCP6 2001:db8::7 2001:db8::1 4242 143")]
    [InlineData(null, null, "PROXY UNKNOWN")]
    public async Task The_text_header_comes_before_all_else(string? source, string? destination, string line)
    {
        var endpoint = BackendBench.Cyrus with { ProxyHeader = ProxyHeaderVersion.V1 };
        var login = BackendBench.Imap() with { Client = new ClientIdentity(EndPoint(source, 4242), EndPoint(destination, 143), "s1") };

        var outcome = await _bench.OpenAsync(endpoint, login, $"C: {line}{Login}");

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Fact]
    public async Task The_binary_header_comes_before_all_else()
    {
        var endpoint = BackendBench.Cyrus with { ProxyHeader = ProxyHeaderVersion.V2 };

        var outcome = await _bench.OpenAsync(
            endpoint,
            BackendBench.Imap(),
            @"C# \r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c\xc6\x33\x64\x07\xc0\x00\x02\x01\x10\x92\x03\xe1" + Login);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    private static IPEndPoint? EndPoint(string? address, int port) => address is null ? null : new IPEndPoint(IPAddress.Parse(address), port);
}
