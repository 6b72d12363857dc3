using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Tls;

/// <summary>
/// Someone in the middle puts plaintext behind STARTTLS, hoping that it runs inside the session (RFC 3501 §6.2.1, CVE-2011-0411).
/// However the bytes are cut into segments, none of it is ever answered.
/// </summary>
[Collection(DovecotSessions.Name)]
public sealed class StartTlsInjectionTests(DovecotFront fixture)
{
    private static readonly TimeSpan _betweenSegments = TimeSpan.FromMilliseconds(15);

    [Fact]
    public async Task Nothing_behind_starttls_is_executed_at_any_split()
    {
        var payload = $"a STARTTLS\r\nb LOGIN alice {DovecotPair.Alice.Password}\r\nc NOOP\r\n";

        for (var split = 1; split <= payload.Length; split++)
        {
            var received = await InjectAsync(fixture.Front.Imap, payload, split);

            Assert.DoesNotContain("\nb ", received, StringComparison.Ordinal);
            Assert.DoesNotContain("\nc ", received, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_behind_stls_is_executed_at_any_split()
    {
        var payload = $"STLS\r\nUSER carol\r\nPASS {DovecotPair.Carol.Password}\r\n";

        for (var split = 1; split <= payload.Length; split++)
        {
            var received = await InjectAsync(fixture.Front.Pop3, payload, split);

            // The greeting is counted out; at most the answer to STLS remains.
            Assert.True(received.Split("+OK").Length - 1 <= 1, $"split {split}: {received}");
        }
    }

    [Fact]
    public async Task A_handshake_behind_injected_commands_never_reads_their_answers()
    {
        await using var client = await LineClient.ConnectAsync(fixture.Front.Imap);
        await client.ReadLineAsync();
        await client.SendAsync("a STARTTLS\r\nb NOOP\r\n");

        var answer = await client.ReadLineOrEndAsync();

        // Either the connection ended at once, or it ends instead of a handshake.
        if (answer is not null)
        {
            await Assert.ThrowsAnyAsync<IOException>(() => client.SecureAsync());
        }
    }

    /// <summary>Everything the server says, after its greeting, to a payload that comes in two segments.</summary>
    private static async Task<string> InjectAsync(System.Net.EndPoint server, string payload, int split)
    {
        await using var client = await LineClient.ConnectAsync(server);
        await client.ReadLineAsync();
        await client.SendAsync(payload[..split]);
        if (split < payload.Length)
        {
            using var timer = new PeriodicTimer(_betweenSegments);
            await timer.WaitForNextTickAsync();
            try
            {
                await client.SendAsync(payload[split..]);
            }
            catch (IOException)
            {
                // The server has closed already.
            }
        }

        return "\n" + await client.ReadToEndAsync();
    }
}
