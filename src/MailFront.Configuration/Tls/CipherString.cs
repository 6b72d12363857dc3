namespace MailFront.Configuration.Tls;

/// <summary>An OpenSSL cipher string (ciphers(1)), as far as it can be said in cipher suites.</summary>
/// <param name="Suites">IANA names in order; null to leave the choice to the TLS library.</param>
/// <param name="IsDefault">Whether it asks for no more than the library's own choice.</param>
/// <param name="NotHonoured">Its items that cannot be expressed.</param>
internal sealed record CipherString(IReadOnlyList<string>? Suites, bool IsDefault, IReadOnlyList<string> NotHonoured)
{
    private static readonly char[] _separators = [':', ',', ' '];

    // What TLS libraries of today do by themselves: no anonymous, null, export, RC4, DES or MD5 suites.
    private static readonly HashSet<string> _harmless = new(StringComparer.Ordinal)
    {
        "DEFAULT", "HIGH", "@STRENGTH", "!aNULL", "!eNULL", "!NULL", "!ADH", "!AECDH", "!EXP", "!EXPORT", "!EXPORT40", "!EXPORT56",
        "!LOW", "!MEDIUM", "!MD5", "!RC4", "!RC2", "!DES", "!3DES", "!IDEA", "!SEED", "!SSLv2", "!SSLv3", "!PSK", "!SRP", "!DSS", "!aDSS", "!KRB5", "!aECDH", "!aDH",
        "!EDH-DSS-DES-CBC3-SHA", "!DES-CBC3-SHA",
    };

    // OpenSSL's cipher strings say nothing of TLS 1.3: its suites stay on.
    private static readonly string[] _tls13 = ["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"];

    /// <summary>Takes a string apart; never fails, what is strange is not honoured.</summary>
    public static CipherString Parse(string text)
    {
        var suites = new List<string>();
        var others = new List<string>();
        foreach (var item in text.Split(_separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (CipherSuiteNames.TryFind(item, out var suite))
            {
                suites.Add(suite);
            }
            else if (!_harmless.Contains(item))
            {
                others.Add(item);
            }
        }

        // A list that names suites and classes ("ECDHE-RSA-AES128-GCM-SHA256:HIGH") offers all of the class behind them: no list of ours says that.
        var isList = suites.Count > 0 && !text.Contains("HIGH", StringComparison.Ordinal) && !text.Contains("DEFAULT", StringComparison.Ordinal);
        return new CipherString(isList ? [.. suites.Union(_tls13)] : null, suites.Count == 0 && others.Count == 0, others);
    }
}
