using System.Security.Cryptography;
using System.Text;
using MailFront.Authentication.Hashing;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Mechanisms.Gssapi;
using MailFront.Authentication.Mechanisms.OAuth;
using MailFront.Authentication.Mechanisms.Scram;
using MailFront.Authentication.PasswdFiles;
using MailFront.Configuration.Settings;
using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>The mechanisms that the files allow, and what they keep open.</summary>
internal sealed class MechanismSet : IAsyncDisposable
{
    // systemd's machine-id(5): confidential, and the same after a restart.
    private const string MachineIdFile = "/etc/machine-id";
    private const string Purpose = "mailfront scram salts";

    private readonly JwksFile? _keys;
    private readonly IntrospectionVerifier? _introspection;
    private readonly KerberosAcceptor? _kerberos;
    private readonly ScramDerivation? _derivation;

    /// <summary>Makes them; <paramref name="passwdFile"/> and <paramref name="hashing"/> are those that checkers use, if they do.</summary>
    public MechanismSet(CheckerSettings settings, PasswdFile? passwdFile, HashingThreads? hashing, TimeProvider time, ILoggerFactory loggers)
    {
        ITokenVerifier? tokens = null;
        if (settings.Mechanisms.OAuth is { } oauth)
        {
            (tokens, _keys, _introspection) = Tokens(oauth, time, loggers);
        }

        if (settings.Mechanisms.KerberosRealm is { } realm)
        {
            _kerberos = new KerberosAcceptor(realm, settings.Mechanisms.KerberosKeytab, time, loggers.CreateLogger<KerberosAcceptor>());
        }

        // Keys of another checker's users cannot be had: a user who is not in the file would fail by SCRAM and succeed by PLAIN.
        var isFirst = settings.Checkers is [CheckerKind.PasswdFile, ..];
        if (isFirst && hashing is not null)
        {
            _derivation = new ScramDerivation(hashing, time, loggers.CreateLogger<ScramDerivation>());
        }

        Catalogue = new MechanismCatalogue
        {
            Secrets = passwdFile is not null && _derivation is not null
                ? new PasswdFileSecrets(passwdFile, DecoyKey(settings.Mechanisms), Offer(settings.Mechanisms), _derivation)
                : null,
            Tokens = tokens,
            Kerberos = _kerberos,
            AllowApop = settings.Mechanisms.Apop,
        };
    }

    /// <summary>Which mechanisms can be answered.</summary>
    public MechanismCatalogue Catalogue { get; }

    /// <summary>Loads the keys of tokens, if there is a file of them; until it can be read, tokens are not offered.</summary>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (_keys is not null)
        {
            await _keys.StartAsync(cancellationToken);
        }
    }

    /// <summary>Looks for the keytab again: it may have come, or gone.</summary>
    public void Look() => _kerberos?.Look();

    /// <summary>The lines before the issuer of tokens, Kerberos and key derivation, for metrics.</summary>
    public IReadOnlyList<GroupSnapshot> TakeSnapshots() =>
        [.. new[] { _introspection?.TakeSnapshot(), _kerberos?.TakeSnapshot(), _derivation?.TakeSnapshot() }.OfType<GroupSnapshot>()];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _introspection?.Dispose();
        _kerberos?.Dispose();
        if (_keys is not null)
        {
            await _keys.DisposeAsync();
        }
    }

    private static (ITokenVerifier Verifier, JwksFile? Keys, IntrospectionVerifier? Introspection) Tokens(
        OAuthSettings oauth, TimeProvider time, ILoggerFactory loggers)
    {
        var rules = new TokenRules { Issuer = oauth.Issuer, Audience = oauth.Audience, Scope = oauth.Scope, UserClaim = oauth.UserClaim };
        if (oauth.IntrospectionUrl is { } url)
        {
            var secret = oauth.ClientSecret?.Reveal() ?? string.Empty;
            var introspection = new IntrospectionVerifier(
                new IntrospectionOptions(url, oauth.ClientId ?? string.Empty, secret, oauth.Deadline), rules, time, loggers.CreateLogger<IntrospectionVerifier>());
            return (introspection, null, introspection);
        }

        var keys = new JwksFile(oauth.JwksFile ?? string.Empty, time, loggers.CreateLogger<JwksFile>());
        return (new JwtVerifier(keys, rules, time), keys, null);
    }

    private static ScramOffer Offer(MechanismSettings settings) => settings.Scram switch
    {
        ScramMode.Yes => ScramOffer.Yes,
        ScramMode.No => ScramOffer.No,
        _ => ScramOffer.Auto,
    };

    private static byte[] DecoyKey(MechanismSettings settings)
    {
        if (settings.ScramSecret is { } secret)
        {
            return HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), Encoding.UTF8.GetBytes(Purpose));
        }

        return File.Exists(MachineIdFile)
            ? HMACSHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(MachineIdFile)), Encoding.UTF8.GetBytes(Purpose))
            : RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    }
}
