using MailFront.Backends;
using MailFront.Backends.Registry;
using MailFront.Protocol;

namespace MailFront.UnitTests.Backends.Registry;

public sealed class BackendRegistryTests
{
    private static readonly BackendEndpoint _be1 = new() { Name = "be1", Host = "10.0.0.1", ImapPort = 1143 };
    private static readonly Secret _shared = new("shared"u8);
    private static readonly Secret _own = new("own"u8);

    private readonly BackendRegistry _registry = new(new BackendRegistryOptions
    {
        Backends = [_be1],
        Defaults = new BackendEndpoint { Name = "defaults", Host = "defaults", ProxyUser = "murder", ProxyPassword = _shared },
        Passwords = new Dictionary<string, Secret> { ["be7"] = _own },
    });

    [Theory]
    [InlineData("be1")]
    [InlineData("BE1")]
    [InlineData("be1.example.org")]
    [InlineData("be1.example.org:143")]
    [InlineData("be1:143")]
    public void A_configured_backend_is_found_by_its_first_label(string server)
    {
        Assert.Same(_be1, _registry.Resolve(server));
    }

    [Theory]
    [InlineData("be2", "be2", "be2", 143)]
    [InlineData("BE2.example.org", "be2.example.org", "be2.example.org", 143)]
    [InlineData("be2:1143", "be2:1143", "be2", 1143)]
    [InlineData("192.0.2.4:1143", "192.0.2.4:1143", "192.0.2.4", 1143)]
    [InlineData("[2001:db8::1]:1143", "2001:db8::1:1143", "2001:db8::1", 1143)]
    [InlineData("[2001:db8::1]", "2001:db8::1", "2001:db8::1", 143)]
    [InlineData("2001:db8::1", "2001:db8::1", "2001:db8::1", 143)]
    [InlineData("/run/cyrus/imap", "/run/cyrus/imap", "/run/cyrus/imap", 143)]
    [InlineData("be2/noauth", "be2", "be2", 143)]
    public void Another_server_part_is_a_host_with_the_defaults(string server, string name, string host, int port)
    {
        var endpoint = _registry.Resolve(server);

        Assert.Equal((name, host, port, 110), (endpoint?.Name, endpoint?.Host, endpoint?.ImapPort, endpoint?.Pop3Port));
        Assert.Equal(("murder", _shared), (endpoint?.ProxyUser, endpoint?.ProxyPassword));
    }

    [Fact]
    public void Another_server_part_keeps_its_endpoint_until_a_reload()
    {
        var first = _registry.Resolve("be2:1143");

        Assert.Same(first, _registry.Resolve("be2:1143"));
        _registry.Replace(new BackendRegistryOptions { Defaults = new BackendEndpoint { Name = "defaults", Host = "defaults" } });
        Assert.NotSame(first, _registry.Resolve("be2:1143"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":143")]
    [InlineData("be2:")]
    [InlineData("be2:0")]
    [InlineData("be2:65536")]
    [InlineData("be2:imap")]
    [InlineData("be2:-1")]
    [InlineData("be 2")]
    [InlineData("be2\r\n")]
    [InlineData("-be2")]
    [InlineData("[be2]")]
    [InlineData("[2001:db8::1")]
    [InlineData("1:2:3")]
    [InlineData("/run/\n")]
    public void What_nobody_could_connect_to_is_no_backend(string server)
    {
        Assert.Null(_registry.Resolve(server));
    }

    [Fact]
    public void A_host_has_the_password_of_its_short_name()
    {
        Assert.Same(_own, _registry.Resolve("be7.example.org")?.ProxyPassword);
    }

    [Fact]
    public void A_location_can_demand_tls()
    {
        Assert.Equal(BackendTlsMode.StartTls, _registry.Resolve("be2/tls")?.Tls);
    }

    [Fact]
    public void Without_defaults_only_configured_backends_exist()
    {
        var registry = new BackendRegistry(new BackendRegistryOptions { Backends = [_be1] });

        Assert.Null(registry.Resolve("be2"));
        Assert.Same(_be1, registry.Resolve("be1"));
    }

    [Fact]
    public void A_reload_replaces_everything()
    {
        var be2 = _be1 with { Name = "be2" };

        _registry.Replace(new BackendRegistryOptions { Backends = [be2] });

        Assert.Equal([be2], _registry.All);
        Assert.Null(_registry.Find("be1"));
    }
}
