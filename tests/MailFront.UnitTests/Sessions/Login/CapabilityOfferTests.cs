using MailFront.Authentication.Names;
using MailFront.Backends;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Registry;
using MailFront.Protocol;
using MailFront.Sessions;
using MailFront.Sessions.Login;
using MailFront.Transport.Relaying;

namespace MailFront.UnitTests.Sessions.Login;

public sealed class CapabilityOfferTests
{
    private static readonly ServiceSettings _settings = new()
    {
        Identity = new ServerIdentity("fe.test", ServerDisclosure.On, "1.0"),
        UserNames = new UserNamePolicy(new UserNameOptions()),
        Relay = new RelayOptions(),
    };

    private static readonly string[] _mechanisms = ["PLAIN", "LOGIN"];

    private readonly BackendCapabilities _backends = new(new BackendRegistry(new BackendRegistryOptions
    {
        Backends = [new BackendEndpoint { Name = "be1", Host = "be1.lab" }, new BackendEndpoint { Name = "be2", Host = "be2.lab" }],
    }));

    private CapabilityOffer Offer => new(_backends);

    [Fact]
    public void Nothing_of_the_backends_is_promised_while_one_is_unknown()
    {
        _backends.RecordBeforeLogin("be1", MailProtocol.Imap, CapabilitySet.OfAtoms("IMAP4rev1 IDLE ID"));

        Assert.Equal("IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN", Offer.Imap(_settings, isSecure: true, _mechanisms));
    }

    [Fact]
    public void What_all_backends_have_of_our_list_is_offered_and_nothing_else()
    {
        _backends.RecordBeforeLogin("be1", MailProtocol.Imap, CapabilitySet.OfAtoms("IMAP4rev1 IDLE ID X-OWN QUOTA LITERAL+"));
        _backends.RecordBeforeLogin("be2", MailProtocol.Imap, CapabilitySet.OfAtoms("IMAP4rev1 literal+ QUOTA ID"));

        Assert.Equal("IMAP4rev1 SASL-IR LITERAL+ ID AUTH=PLAIN AUTH=LOGIN", Offer.Imap(_settings, isSecure: true, _mechanisms));
    }

    [Theory]
    [InlineData(false, false, "IMAP4rev1 SASL-IR LOGINDISABLED AUTH=SCRAM-SHA-256")]
    [InlineData(true, false, "IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256")]
    [InlineData(true, true, "IMAP4rev1 SASL-IR LOGINDISABLED AUTH=SCRAM-SHA-256")]
    public void Login_is_disabled_where_no_password_may_be_sent_and_what_can_be_used_is_shown(bool allowPlaintext, bool tlsRequired, string atoms)
    {
        var settings = _settings with { Login = new LoginOptions { AllowPlaintext = allowPlaintext, TlsRequired = tlsRequired } };

        Assert.Equal(atoms, Offer.Imap(settings, isSecure: false, ["SCRAM-SHA-256"]));
    }

    [Fact]
    public void Suppressed_names_are_left_out_without_case_before_and_after_login()
    {
        string[] suppressed = ["sasl-ir", "auth=login", "IMAP4rev1"];
        var settings = _settings with { Login = new LoginOptions { SuppressCapabilities = suppressed } };

        Assert.Equal("IMAP4rev1 AUTH=PLAIN", Offer.Imap(settings, isSecure: true, _mechanisms));
        Assert.Equal("IMAP4rev1 IDLE", CapabilityOffer.AfterLogin("IMAP4rev1 SASL-IR IDLE", suppressed));
    }

    [Fact]
    public void Capa_lists_the_backends_lines_with_their_arguments()
    {
        foreach (var backend in new[] { "be1", "be2" })
        {
            _backends.RecordBeforeLogin(backend, MailProtocol.Pop3, CapabilitySet.OfLines(["TOP", "UIDL", "EXPIRE NEVER", "TOPPLE", "SASL DIGEST-MD5"]));
        }

        Assert.Equal(
            ["SASL PLAIN LOGIN", "EXPIRE NEVER", "TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "USER", "IMPLEMENTATION MailFront 1.0"],
            Offer.Pop3(_settings, isSecure: true, _mechanisms));
    }

    [Fact]
    public void Capa_names_no_way_to_log_in_where_no_password_may_be_sent_and_no_product_when_hidden()
    {
        var settings = _settings with { Identity = _settings.Identity with { Disclosure = ServerDisclosure.Min } };

        Assert.Equal(["RESP-CODES", "AUTH-RESP-CODE"], Offer.Pop3(settings, isSecure: false, []));
    }
}
