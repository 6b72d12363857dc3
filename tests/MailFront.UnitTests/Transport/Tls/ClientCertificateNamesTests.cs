using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailFront.Transport.Tls;

namespace MailFront.UnitTests.Transport.Tls;

public sealed class ClientCertificateNamesTests
{
    [Fact]
    public void All_kinds_of_names_are_read()
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddDnsName("laptop.example.org");
        alternatives.AddEmailAddress("anna@example.org");
        alternatives.AddUserPrincipalName("anna@CORP");

        var names = ClientCertificateNames.Of(Issue("CN=anna, O=Example", alternatives.Build()));

        Assert.Equal(("anna", "anna@example.org", "anna@CORP"), (Assert.Single(names.CommonNames), Assert.Single(names.Emails), Assert.Single(names.PrincipalNames)));
    }

    [Fact]
    public void Several_names_of_a_kind_are_all_told()
    {
        Assert.Equal(2, ClientCertificateNames.Of(Issue("CN=anna, CN=bert")).CommonNames.Count);
    }

    [Fact]
    public void A_certificate_without_names_has_none()
    {
        var names = ClientCertificateNames.Of(Issue("O=Example"));

        Assert.Equal((0, 0, 0), (names.CommonNames.Count, names.Emails.Count, names.PrincipalNames.Count));
    }

    [Theory]
    [InlineData("30")]
    [InlineData("3003810141FF")]
    [InlineData("300481024100")]
    [InlineData("3006A0040602FFFF")]
    public void Alternative_names_that_cannot_be_read_take_all_names_away_or_stay_what_they_are(string content)
    {
        var names = ClientCertificateNames.Of(Issue("CN=anna", new X509Extension("2.5.29.17", Convert.FromHexString(content), critical: false)));

        Assert.True(names.CommonNames.Count == 0 || names.Emails is ["A\0"]);
    }

    [Fact]
    public void Other_names_of_another_kind_are_passed_over()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            writer.WriteObjectIdentifier("1.2.3.4");
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, "root");
            }
        }

        var names = ClientCertificateNames.Of(Issue("CN=anna", new X509Extension("2.5.29.17", writer.Encode(), critical: false)));

        Assert.Equal(("anna", 0), (Assert.Single(names.CommonNames), names.PrincipalNames.Count));
    }

    private static X509Certificate2 Issue(string subject, X509Extension? extension = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (extension is not null)
        {
            request.CertificateExtensions.Add(extension);
        }

        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(70));
    }
}
