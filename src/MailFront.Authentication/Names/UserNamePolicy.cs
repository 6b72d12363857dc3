using System.Buffers;
using System.Text;

namespace MailFront.Authentication.Names;

/// <summary>
/// Turns what a client calls itself into the one name all rooms use (cyrus <c>imap/global.c:canonify_userid</c>,
/// <c>lib/auth_unix.c:mycanonifyid</c>, <c>imapd.c:imapd_canon_user</c>). Pure; not idempotent for names with two domains, as Cyrus' is not.
/// </summary>
public sealed class UserNamePolicy
{
    /// <summary>Longest user name in octets, default domain not counted (cyrus <c>auth_unix.c</c>: a buffer of 81).</summary>
    public const int MaxLength = 80;

    // A raw name may carry a default domain and a detail on top of the name proper; domains end at 255 octets (RFC 1035 §2.3.4).
    private const int MaxRawLength = 512;

    private static SearchValues<byte> Forbidden { get; } = SearchValues.Create(ForbiddenBytes());

    private readonly UserNameOptions _options;
    private readonly byte[]? _defaultDomain;

    /// <summary>A policy for one set of options.</summary>
    public UserNamePolicy(UserNameOptions options)
    {
        _options = options;
        _defaultDomain = options.DefaultDomain is { Length: > 0 } domain ? Encoding.UTF8.GetBytes(domain) : null;
    }

    /// <summary>The user name behind <paramref name="raw"/>, the octets the client sent.</summary>
    public UserNameOutcome Canonicalise(ReadOnlySpan<byte> raw)
    {
        if (raw.Length > MaxRawLength)
        {
            return Refuse(UserNameRefusal.TooLong);
        }

        Span<byte> name = stackalloc byte[MaxRawLength];
        raw.CopyTo(name);
        name = name[..raw.Length];

        string? detail = _options.CutDetail ? CutDetail(ref name) : null;
        int domainAt = MarkDomain(name);
        ReadOnlySpan<byte> local = domainAt < 0 ? name : name[..domainAt];
        if (Ascii.EqualsIgnoreCase(local, "anonymous"u8))
        {
            return Refuse(UserNameRefusal.Anonymous);
        }

        if (Ascii.EqualsIgnoreCase(local, "anybody"u8) || Ascii.EqualsIgnoreCase(local, "anyone"u8))
        {
            return new UserNameOutcome(UserNameRefusal.None, "anyone", detail);
        }

        if (domainAt >= 0 && _defaultDomain is not null && Ascii.EqualsIgnoreCase(name[(domainAt + 1)..], _defaultDomain))
        {
            name = name[..domainAt];
        }

        return Judge(name, detail);
    }

    /// <summary>Whether a name as it stands, without any folding, can be a canonical one.</summary>
    internal static UserNameRefusal Examine(ReadOnlySpan<byte> name) => name switch
    {
        [] => UserNameRefusal.Empty,
        { Length: > MaxLength } => UserNameRefusal.TooLong,
        _ => name.ContainsAny(Forbidden) ? UserNameRefusal.ForbiddenCharacter : UserNameRefusal.None,
    };

    private UserNameOutcome Judge(Span<byte> name, string? detail)
    {
        if (Examine(name) is not UserNameRefusal.None and var refusal)
        {
            return Refuse(refusal);
        }

        if (_options.LowerCase)
        {
            Ascii.ToLowerInPlace(name, out _);
        }

        return new UserNameOutcome(UserNameRefusal.None, Encoding.ASCII.GetString(name), detail);
    }

    // The last '@', else the last '%', starts the domain and is written as '@'.
    private int MarkDomain(Span<byte> name)
    {
        if (_options.VirtualDomains == VirtualDomainsMode.Off)
        {
            return -1;
        }

        int at = name.LastIndexOf((byte)'@');
        if (at < 0)
        {
            at = name.LastIndexOf((byte)'%');
        }

        if (at >= 0)
        {
            name[at] = (byte)'@';
        }

        return at;
    }

    // From the first '+' to the '@' behind it (virtual domains on) or to the end.
    private string? CutDetail(ref Span<byte> name)
    {
        int plus = name.IndexOf((byte)'+');
        if (plus < 0)
        {
            return null;
        }

        int length = name.Length - plus;
        if (_options.VirtualDomains != VirtualDomainsMode.Off && name[plus..].IndexOf((byte)'@') is >= 0 and var at)
        {
            length = at;
        }

        string detail = Encoding.Latin1.GetString(name.Slice(plus, length));
        name[(plus + length)..].CopyTo(name[plus..]);
        name = name[..^length];
        return detail;
    }

    private static UserNameOutcome Refuse(UserNameRefusal refusal) => new(refusal, string.Empty, null);

    // cyrus lib/auth_unix.c:allowedchars. A colon also keeps out Cyrus' "group:" identifiers, which are no logins.
    private static byte[] ForbiddenBytes()
    {
        List<byte> forbidden = [.. "&%:*/?"u8];
        for (int octet = 0; octet <= byte.MaxValue; octet++)
        {
            if (octet is < 0x20 or >= 0x7f)
            {
                forbidden.Add((byte)octet);
            }
        }

        return [.. forbidden];
    }
}
