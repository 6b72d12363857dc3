using MailFront.Configuration;
using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Configuration;

/// <summary>A small configuration that is clean, and ways to change it.</summary>
internal static class Sample
{
    public const string ImapdPath = "/etc/imapd.conf";
    public const string CyrusPath = "/etc/cyrus.conf";

    /// <summary>Four lines; tests put their own behind, from line 5 on.</summary>
    public const string Imapd = """
        configdirectory: /var/lib/mailfront
        sasl_pwcheck_method: saslauthd
        tls_server_cert: /ok/server.pem
        mailfront_backend_be1: 127.0.0.1:1143 kind=generic

        """;

    public const string Cyrus = """
        SERVICES {
          imap cmd="imapd" listen="imap"
          imaps cmd="imapd -s" listen="imaps"
        }
        """;

    public static LoadResult Load(string imapd = Imapd, string cyrus = Cyrus, FakeSource? source = null) =>
        SettingsLoader.Load(CyrusPath, ImapdPath, (source ?? new FakeSource()).With(ImapdPath, imapd).With(CyrusPath, cyrus), "fe1.example.org");

    /// <summary>Loads the sample with more lines in imapd.conf, the first of them on line 5.</summary>
    public static LoadResult LoadWith(string more, FakeSource? source = null) => Load(Imapd + more, source: source);

    /// <summary>The settings; a failure tells the findings.</summary>
    public static FrontendSettings SettingsOf(LoadResult result)
    {
        Assert.True(result.Settings is not null, DiagnosticReport.ToText(result.Diagnostics));
        return result.Settings;
    }

    public static FrontendSettings SettingsWith(string more) => SettingsOf(LoadWith(more));

    /// <summary>The only finding about an option.</summary>
    public static Diagnostic Only(LoadResult result, string option) => Assert.Single(result.Diagnostics, diagnostic => diagnostic.Option == option);
}
