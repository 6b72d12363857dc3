using MailFront.Sessions;
using MailFront.Sessions.Login;
using MailFront.Transport.Tls;

namespace MailFront.UnitTests.Sessions.Login;

public sealed class CertificateUserTests
{
    [Theory]
    [InlineData(ExternalUser.CommonName, "anna")]
    [InlineData(ExternalUser.Email, "anna@example.org")]
    [InlineData(ExternalUser.Upn, null)]
    public void The_one_name_of_the_kind_asked_for_is_the_user(ExternalUser kind, string? user)
    {
        Assert.Equal(user, CertificateUser.Of(new ClientCertificateNames(["anna"], ["anna@example.org"], []), kind));
    }

    [Fact]
    public void Several_or_empty_names_are_nobody()
    {
        Assert.Null(CertificateUser.Of(new ClientCertificateNames(["anna", "bert"], [], []), ExternalUser.CommonName));
        Assert.Null(CertificateUser.Of(new ClientCertificateNames([""], [], []), ExternalUser.CommonName));
    }
}
