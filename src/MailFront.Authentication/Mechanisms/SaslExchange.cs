using System.Security.Cryptography;
using System.Text;
using MailFront.Protocol;
using MailFront.Protocol.Sasl;

namespace MailFront.Authentication.Mechanisms;

/// <summary>
/// The server side of one SASL exchange (RFC 4422): PLAIN (RFC 4616) or LOGIN (obsolete, but what Outlook speaks).
/// Pure; one response in, one step out.
/// </summary>
public sealed class SaslExchange : IDisposable
{
    /// <summary>Mechanisms implemented, in the order they are offered.</summary>
    public static IReadOnlyList<string> Implemented { get; } = [Plain, Login];

    /// <summary>Largest decoded response in octets: three names and passwords of the longest accepted kind fit.</summary>
    public const int MaxResponseOctets = 4_096;

    private const string Plain = "PLAIN";
    private const string Login = "LOGIN";

    // "Username:" and "Password:" (draft-murchison-sasl-login-00).
    private const string AskUser = "VXNlcm5hbWU6";
    private const string AskPassword = "UGFzc3dvcmQ6";

    private readonly string _mechanism;
    private string? _user;

    private SaslExchange(string mechanism) => _mechanism = mechanism;

    /// <summary>An exchange of <paramref name="mechanism"/> (any case), or null when it is not among those <paramref name="offered"/>.</summary>
    public static SaslExchange? TryCreate(string mechanism, IReadOnlyList<string> offered)
    {
        ArgumentNullException.ThrowIfNull(mechanism);
        ArgumentNullException.ThrowIfNull(offered);
        var name = mechanism.ToUpperInvariant();
        return offered.Contains(name) && Implemented.Contains(name) ? new SaslExchange(name) : null;
    }

    /// <summary>First step when the client sent no initial response.</summary>
    public SaslStep Begin() => SaslStep.Ask(_mechanism == Login ? AskUser : string.Empty);

    /// <summary>Takes a response in base64, line end removed; <c>=</c> stands for an empty one (RFC 4959 §3).</summary>
    public SaslStep Respond(ReadOnlySpan<byte> base64) => _mechanism == Plain ? RespondPlain(base64) : RespondLogin(base64);

    /// <summary>Forgets what was learned.</summary>
    public void Dispose() => _user = null;

    private static SaslStep RespondPlain(ReadOnlySpan<byte> base64) => SaslPlain.TryDecode(base64, MaxResponseOctets, out var message)
        ? SaslStep.Done(new Credential(Plain, message.Authcid, message.Authzid, message.Password))
        : SaslStep.Malformed;

    private SaslStep RespondLogin(ReadOnlySpan<byte> base64)
    {
        Span<byte> octets = stackalloc byte[MaxResponseOctets];
        if (!SaslBase64.TryDecode(base64, octets, out var length))
        {
            return SaslStep.Malformed;
        }

        try
        {
            if (_user is not null)
            {
                return SaslStep.Done(new Credential(Login, _user, string.Empty, new Secret(octets[..length])));
            }

            _user = Encoding.UTF8.GetString(octets[..length]);
            return SaslStep.Ask(AskPassword);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(octets);
        }
    }
}
