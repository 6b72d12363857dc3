using System.Net;
using BenchmarkDotNet.Attributes;
using MailFront.Authentication;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Verifiers;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;
using MailFront.Protocol;

namespace MailFront.Benchmarks.Authentication;

/// <summary>A login that the verifier cache answers, right and wrong, and what the class of another one costs, with full tables.</summary>
[MemoryDiagnoser]
public class GatewayBenchmarks
{
    private const int Users = 100_000;

    private readonly LoginHistory _history = new(new LoginHistoryOptions(), KeyedHash.Random());
    private readonly PasswordQuestion[] _right = new PasswordQuestion[Users];
    private readonly PasswordQuestion[] _wrong = new PasswordQuestion[Users];
    private AuthenticationGateway? _gateway;
    private int _next;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var options = new VerifierOptions { RightFor = TimeSpan.FromDays(1), WrongFor = TimeSpan.FromDays(1), RecheckEvery = TimeSpan.FromDays(1), Entries = 2 * Users };
        _gateway = new AuthenticationGateway([new PasswordOfTheDay()], [], options, new LoginMemory(_history), TimeProvider.System);
        for (int i = 0; i < Users; i++)
        {
            var source = new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]);
            _right[i] = new PasswordQuestion($"user{i}@example.org", new Secret("sesame open now"u8), "imap", source);
            _wrong[i] = _right[i] with { Password = new Secret("sesame open later"u8) };
            await _gateway.AuthenticateAsync(_right[i], CancellationToken.None);
            await _gateway.AuthenticateAsync(_wrong[i], CancellationToken.None);
        }
    }

    [Benchmark(Baseline = true)]
    public ValueTask<AuthenticationOutcome> Right() => _gateway!.AuthenticateAsync(_right[Next()], CancellationToken.None);

    [Benchmark]
    public ValueTask<AuthenticationOutcome> WrongAgain() => _gateway!.AuthenticateAsync(_wrong[Next()], CancellationToken.None);

    [Benchmark]
    public LoginClass Classify()
    {
        PasswordQuestion question = _right[Next()];
        return _history.Assess(new LoginFacts(question.User, question.Source) { PasswordFingerprint = 1 }, TimeSpan.FromSeconds(1)).Class;
    }

    private int Next() => _next = (_next + 7_919) % Users;

    private sealed class PasswordOfTheDay : ICheckerGroup
    {
        public string Name => "benchmark";

        public int Running => 0;

        public int Waiting => 0;

        public ValueTask<LaneOutcome> AskAsync(PasswordQuestion question, LoginClass loginClass, CancellationToken cancellationToken)
        {
            bool isRight = question.Password.FixedTimeEquals("sesame open now"u8);
            var verdict = isRight ? CheckVerdict.Accepted : CheckVerdict.Wrong;
            return ValueTask.FromResult(new LaneOutcome(LaneStatus.Answered, new CheckOutcome(verdict, null)));
        }
    }
}
