using MailFront.Backends;
using MailFront.Protocol;

namespace MailFront.SessionTests.Backends;

public sealed class UserNameTests : IDisposable
{
    private readonly BackendBench _bench = new();

    public void Dispose() => _bench.Dispose();

    public static TheoryData<BackendKind, MailProtocol, string> HostileNames
    {
        get
        {
            string[] names = ["a\rb", "a\nb", "a\r\nA02 LOGOUT", "a\0admin\0pw", "a\tb", "a\u001bb", "a\u007f", "a\u0085b", "a\ud800b", ""];
            var all = new TheoryData<BackendKind, MailProtocol, string>();
            foreach (var kind in Enum.GetValues<BackendKind>())
            {
                foreach (var protocol in Enum.GetValues<MailProtocol>())
                {
                    foreach (var name in names)
                    {
                        all.Add(kind, protocol, name);
                    }
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task A_name_with_controls_is_refused_before_anything_is_dialled(BackendKind kind, MailProtocol protocol, string name)
    {
        var endpoint = BackendBench.Cyrus with { Kind = kind };
        var login = new BackendLogin(protocol, name, BackendBench.Client, BackendBench.SecretOf("secret"));

        var outcome = await _bench.Connector.OpenAsync(endpoint, login, CancellationToken.None);

        Assert.Equal(BackendFailureKind.LoginRefused, outcome.Failure?.Kind);
        Assert.Empty(_bench.Dialer.Dialled);
    }

    [Fact]
    public async Task A_name_in_another_script_goes_through_as_utf8()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Cyrus, BackendBench.Imap("анна"), $"""
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
            C: A01 AUTHENTICATE PLAIN {BackendBench.Plain("анна", "murder", "murderpw")}
            S: A01 OK [CAPABILITY IMAP4rev1] done
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Theory]
    [InlineData(null, "pw")]
    [InlineData("", "pw")]
    [InlineData("murder", null)]
    [InlineData("murder", "p\0w")]
    public async Task Without_proper_proxy_credentials_nothing_is_sent(string? user, string? password)
    {
        var endpoint = BackendBench.Cyrus with { ProxyUser = user, ProxyPassword = password is null ? null : BackendBench.SecretOf(password) };

        var outcome = await _bench.OpenAsync(endpoint, BackendBench.Imap(), "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready");

        Assert.Equal(BackendFailureKind.LoginRefused, outcome.Failure?.Kind);
    }
}
