using System.Security.Cryptography;
using System.Text;
using MailFront.Defence.Login;
using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Mechanisms.OAuth;
using MailFront.Authentication.Mechanisms.Scram;
using MailFront.Protocol;
using MailFront.SessionTests.Backends;

namespace MailFront.SessionTests.Login;

/// <summary>A bench whose service offers every mechanism, before a backend that takes proxy credentials.</summary>
internal static class MechanismBench
{
    public const string Imap = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] be1 ready
        C~ (\S+) AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1 IDLE] done
        -- hang
        """;

    public const string Pop3 = """
        S: +OK be1 ready
        C: CAPA
        S: +OK
        S: SASL PLAIN
        S: .
        C~ AUTH PLAIN .*
        S: +OK Logged in
        -- hang
        """;

    private static readonly string[] _all = ["SCRAM-SHA-256", "OAUTHBEARER", "XOAUTH2", "PLAIN", "LOGIN"];

    public static SessionBench Of(MailProtocol protocol, GoodToken? tokens = null)
    {
        var bench = new SessionBench(
            protocol,
            settings => settings with { Login = settings.Login with { Mechanisms = _all, Admins = ["root"] } },
            BackendBench.Cyrus);
        bench.OfferMechanisms(new MechanismCatalogue { Secrets = new PlainSecrets(), Tokens = tokens ?? new GoodToken(), AllowApop = true });
        return bench;
    }

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Text(string? line) => Encoding.UTF8.GetString(Convert.FromBase64String(line![2..]));

    /// <summary>The client's final message to a server-first message (RFC 5802 §3), computed on its own.</summary>
    public static string ScramFinal(string bare, string serverFirst, string password)
    {
        var parts = serverFirst.Split(',');
        var without = "c=biws," + parts[0];
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            password, Convert.FromBase64String(parts[1][2..]), int.Parse(parts[2][2..], System.Globalization.CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var signature = HMACSHA256.HashData(SHA256.HashData(clientKey), Encoding.UTF8.GetBytes($"{bare},{serverFirst},{without}"));
        return $"{without},p={Convert.ToBase64String(clientKey.Zip(signature, (a, b) => (byte)(a ^ b)).ToArray())}";
    }

    private sealed class PlainSecrets : IStoredSecrets
    {
        public bool CanAnswerApop => true;

        public bool CanAnswer(ScramAlgorithm algorithm) => true;

        public byte[]? FindPlain(string user) => user is "jo" or "root" ? "secret"u8.ToArray() : null;

        ValueTask<ScramKeys?> IStoredSecrets.FindKeysAsync(
            string user, ScramAlgorithm algorithm, LoginClass loginClass, CancellationToken cancellationToken)
        {
            var keys = algorithm.Derive(FindPlain(user) ?? "no"u8.ToArray(), "saltsalt"u8, 4096);
            return ValueTask.FromResult<ScramKeys?>(FindPlain(user) is null ? keys with { Refusal = "unknown user" } : keys);
        }
    }

    /// <summary>Says at once of "good" that it is jo's; "slow" waits until the test lets it go on.</summary>
    public sealed class GoodToken : ITokenVerifier
    {
        /// <summary>What "slow" waits for.</summary>
        public TaskCompletionSource Gate { get; } = new();

        /// <summary>The classes it was asked in.</summary>
        public List<LoginClass> Asked { get; } = [];

        public bool IsReady => true;

        public async ValueTask<TokenOutcome> VerifyAsync(string token, LoginClass loginClass, CancellationToken cancellationToken)
        {
            lock (Asked)
            {
                Asked.Add(loginClass);
            }

            await Task.Yield();
            if (token == "slow")
            {
                await Gate.Task.WaitAsync(cancellationToken);
            }

            return token switch
            {
                "good" or "slow" => TokenOutcome.Valid("jo"),
                "down" => TokenOutcome.Unavailable("down"),
                _ => TokenOutcome.Invalid("not active"),
            };
        }
    }
}
