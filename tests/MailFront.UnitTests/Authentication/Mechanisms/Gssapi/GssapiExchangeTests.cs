using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Mechanisms.Gssapi;
using MailFront.Defence.Login;
using MailFront.TestKit.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Authentication.Mechanisms.Gssapi;

public sealed class GssapiExchangeTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly KerberosThreads _threads;

    public GssapiExchangeTests() => _threads = new KerberosThreads("MAIL.TEST", _time, NullLogger.Instance);

    [Theory]
    [InlineData("")]
    [InlineData("bert")]
    public async Task After_the_context_the_layers_are_settled_and_the_user_is_proven(string authzid)
    {
        using var exchange = Exchange(new FakeContext());

        Assert.Equal(string.Empty, exchange.Begin().Text());
        Assert.Equal("ap-rep", (await exchange.SayAsync("ap-req")).Text());
        Assert.Equal("[\u0001\0\0\0]", (await exchange.SayAsync("")).Text());
        var credential = (await exchange.SayAsync($"[\u0001\0\0\0{authzid}]")).Credential();

        Assert.Equal((CredentialProof.Proven, "anna", authzid, "GSSAPI"), (credential.Proof, credential.AuthenticationId, credential.AuthorizationId, credential.Mechanism));
    }

    [Fact]
    public async Task Without_a_token_of_ours_the_layers_follow_at_once()
    {
        using var exchange = Exchange(new FakeContext { Answer = "" });

        Assert.Equal("[\u0001\0\0\0]", (await exchange.SayAsync("ap-req")).Text());
    }

    [Theory]
    [InlineData("[\u0002\0\0\0]")]
    [InlineData("[\u0001\0\0]")]
    [InlineData("\u0001\0\0\0")]
    public async Task Another_layer_or_a_changed_message_is_refused(string choice)
    {
        using var exchange = Exchange(new FakeContext { Answer = "" });
        await exchange.SayAsync("ap-req");

        Assert.Equal(CredentialProof.Refused, (await exchange.SayAsync(choice)).Credential().Proof);
    }

    [Theory]
    [InlineData("anna@OTHER.TEST")]
    [InlineData("anna")]
    [InlineData(null)]
    public async Task A_principal_of_another_realm_is_refused(string? principal)
    {
        using var exchange = Exchange(new FakeContext { Answer = "", Principal = principal });
        await exchange.SayAsync("ap-req");

        Assert.Equal(CredentialProof.Refused, (await exchange.SayAsync("[\u0001\0\0\0]")).Credential().Proof);
    }

    [Theory]
    [InlineData(false, CredentialProof.Unavailable)]
    [InlineData(true, CredentialProof.Refused)]
    public async Task A_token_that_is_not_accepted_tells_whose_fault_it_is(bool isRefused, CredentialProof proof)
    {
        using var exchange = Exchange(new FakeContext { Status = isRefused ? ContextStatus.Refused : ContextStatus.Unavailable });

        Assert.Equal(proof, (await exchange.SayAsync("ap-req")).Credential().Proof);
    }

    [Fact]
    public async Task Empty_tokens_and_endless_exchanges_are_malformed()
    {
        using var empty = Exchange(new FakeContext());
        using var endless = Exchange(new FakeContext { Status = ContextStatus.Continue });
        for (var i = 0; i < 4; i++)
        {
            await endless.SayAsync("more");
        }

        Assert.Equal(SaslStepKind.Malformed, (await empty.SayAsync("")).Kind);
        Assert.Equal(SaslStepKind.Malformed, (await endless.SayAsync("more")).Kind);
    }

    [Fact]
    public async Task Without_threads_it_is_unavailable()
    {
        using var exchange = Exchange(new FakeContext());
        _threads.Dispose();

        Assert.Equal(CredentialProof.Unavailable, (await exchange.SayAsync("ap-req")).Credential().Proof);
    }

    [Fact]
    public async Task A_call_that_hangs_costs_the_client_no_more_than_the_deadline()
    {
        using var gate = new ManualResetEventSlim();
        using var exchange = Exchange(new FakeContext { Gate = gate });
        var asking = exchange.SayAsync("ap-req");

        _time.Advance(TimeSpan.FromSeconds(10));

        var credential = (await asking).Credential();
        Assert.Equal((CredentialProof.Unavailable, "no answer of Kerberos within the deadline"), (credential.Proof, credential.Detail));
        gate.Set();
    }

    [Fact]
    public async Task Whoever_has_shown_a_ticket_is_known_from_then_on()
    {
        using var exchange = Exchange(new FakeContext());

        await exchange.SayAsync("ap-req");
        await exchange.SayAsync("");

        var classes = _threads.TakeSnapshot().Classes;
        Assert.Equal([1L, 0L, 1L], classes.Select(line => line.Accepted));
    }

    public void Dispose() => _threads.Dispose();

    private GssapiExchange Exchange(FakeContext context) => new(() => context, _threads, "MAIL.TEST", name => name.Length == 0 ? LoginClass.Suspect : LoginClass.New);

    private sealed class FakeContext : IKerberosContext
    {
        public string Answer { get; init; } = "ap-rep";

        public ContextStatus Status { get; init; } = ContextStatus.Complete;

        public string? Principal { get; init; } = "anna@MAIL.TEST";

        public ManualResetEventSlim? Gate { get; init; }

        public ContextStep Accept(byte[] token)
        {
            Gate?.Wait(TimeSpan.FromSeconds(30));
            return new ContextStep(Status, System.Text.Encoding.UTF8.GetBytes(Answer), null);
        }

        public byte[]? Wrap(byte[] message) => [(byte)'[', .. message, (byte)']'];

        public byte[]? Unwrap(byte[] message) => message is [(byte)'[', .., (byte)']'] ? message[1..^1] : null;

        public void Dispose()
        {
        }
    }
}
