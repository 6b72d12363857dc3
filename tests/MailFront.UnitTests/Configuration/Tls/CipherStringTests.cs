using MailFront.Configuration.Tls;

namespace MailFront.UnitTests.Configuration.Tls;

public class CipherStringTests
{
    private const string Tls13 = "TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256 TLS_AES_128_GCM_SHA256";

    [Fact]
    public void Named_suites_become_IANA_names_in_order_and_TLS_1_3_stays_on()
    {
        var parsed = CipherString.Parse("ECDHE-RSA-AES256-GCM-SHA384:TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,ECDHE-RSA-AES256-GCM-SHA384:!aNULL");

        Assert.Equal($"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 {Tls13}", string.Join(' ', parsed.Suites!));
        Assert.Empty(parsed.NotHonoured);
        Assert.False(parsed.IsDefault);
    }

    [Theory]
    [InlineData("DEFAULT")]
    [InlineData("HIGH:!aNULL:!MD5:!RC4:@STRENGTH")]
    public void What_the_library_does_anyway_is_left_to_it(string text)
    {
        var parsed = CipherString.Parse(text);

        Assert.True(parsed.IsDefault);
        Assert.Null(parsed.Suites);
    }

    [Fact]
    public void Classes_cannot_be_honoured_and_leave_the_choice_to_the_library()
    {
        var parsed = CipherString.Parse("ECDHE-RSA-AES128-GCM-SHA256:kEECDH:HIGH:-AES256");

        Assert.Null(parsed.Suites);
        Assert.Equal(["kEECDH", "-AES256"], parsed.NotHonoured);
        Assert.False(parsed.IsDefault);
    }
}
