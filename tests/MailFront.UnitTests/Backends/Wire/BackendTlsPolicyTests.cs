using MailFront.Backends;
using MailFront.Backends.Wire;

namespace MailFront.UnitTests.Backends.Wire;

public sealed class BackendTlsPolicyTests
{
    private static readonly BackendEndpoint _endpoint = new()
    {
        Name = "be1",
        Host = "be1.lab",
        VerifyCertificate = false,
        CaFile = "/ca.pem",
        ClientCertificateFile = "/cert.pem",
        ClientKeyFile = "/key.pem",
    };

    [Fact]
    public void One_endpoint_keeps_one_policy_for_each_host()
    {
        var policy = BackendTlsPolicy.Of(_endpoint, "be1.lab");

        Assert.Same(policy, BackendTlsPolicy.Of(_endpoint, "be1.lab"));
        Assert.Equal("pop.lab", BackendTlsPolicy.Of(_endpoint, "pop.lab").HostName);
    }

    [Fact]
    public void An_equal_endpoint_of_a_later_configuration_has_its_own_so_that_files_are_read_again()
    {
        var policy = BackendTlsPolicy.Of(_endpoint, "be1.lab");

        var later = BackendTlsPolicy.Of(_endpoint with { }, "be1.lab");

        Assert.NotSame(policy, later);
        Assert.Equal(policy, later);
    }

    [Fact]
    public void A_policy_says_what_its_endpoint_says()
    {
        var policy = BackendTlsPolicy.Of(_endpoint, "be1.lab");

        Assert.Equal(
            ("be1.lab", false, "/ca.pem", "/cert.pem", "/key.pem"),
            (policy.HostName, policy.Verify, policy.CaFile, policy.CertificateFile, policy.KeyFile));
    }
}
