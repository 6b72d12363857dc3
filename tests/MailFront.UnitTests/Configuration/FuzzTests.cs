using System.Text;
using MailFront.Configuration;

namespace MailFront.UnitTests.Configuration;

public class FuzzTests
{
    private const int Rounds = 400;
    private const string Letters = " \t\r\n\\#{}=:\"@-_,;/[]0123456789abcdeimapsSERVICES\0\u00e9\ud83d";

    [Theory]
    [InlineData(1)]
    [InlineData(20260101)]
    public void Noise_never_throws(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            Sample.Load(Noise(random), Noise(random));
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(77)]
    public void A_damaged_configuration_never_throws(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            Sample.Load(Damage(random, Rich.Imapd), Damage(random, Rich.Cyrus));
        }
    }

    [Fact]
    public void Every_beginning_of_a_configuration_can_be_read()
    {
        for (var length = 0; length <= Rich.Imapd.Length; length++)
        {
            var result = Sample.Load(Rich.Imapd[..length], Rich.Cyrus[..Math.Min(length, Rich.Cyrus.Length)]);
            DiagnosticReport.ToText(result.Diagnostics);
        }
    }

    private static string Noise(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(200); left > 0; left--)
        {
            text.Append(Letters[random.Next(Letters.Length)]);
        }

        return text.ToString();
    }

    private static string Damage(Random random, string text)
    {
        var damaged = new StringBuilder(text);
        for (var left = random.Next(1, 6); left > 0; left--)
        {
            var at = random.Next(damaged.Length);
            if (random.Next(2) == 0)
            {
                damaged[at] = Letters[random.Next(Letters.Length)];
            }
            else
            {
                damaged.Remove(at, Math.Min(random.Next(4), damaged.Length - at));
            }
        }

        return damaged.ToString();
    }

    private static class Rich
    {
        public const string Imapd = Sample.Imapd + """
            servername: fe.example.org
            timeout: 1h30m
            maxword: 128K
            tls_versions: tls1_2 tls1_3
            tls_ciphers: ECDHE-RSA-AES128-GCM-SHA256:HIGH
            mailfront_backend_be2: [::1]:1143 pop3=[::1]:1110 kind=dovecot tls=implicit tls_ca=/ok/ca.pem
            be2_password: secret
            serverlist: be1.example.org be2.example.org
            proxy_password: other
            mailfront_default_backend: be1 be2
            mailfront_trusted_proxies: 10.0.0.0/8, 2001:db8::/32
            imaps_failedloginpause: 5s
            @include: /etc/none.conf
            sasl_mech_list: PLAIN LOGIN SCRAM-SHA-256
            """;

        public const string Cyrus = """
            START {
              recover cmd="ctl_cyrusdb -r"
            }
            SERVICES {
              imap cmd="imapd -H" listen="[::1]:143" maxchild=100 prefork=5
              imaps cmd="proxyd -s -C /etc/imapd.conf" listen="imaps" proto="tcp4"
              pop3 cmd="pop3d" listen="/run/pop3"
              mupdate cmd="mupdate -m" listen="3905"
            }
            """;
    }
}
