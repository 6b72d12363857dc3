using MailFront.Backends;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Registry;
using MailFront.Protocol;

namespace MailFront.UnitTests.Backends.Capabilities;

public sealed class BackendCapabilitiesTests
{
    private static readonly BackendEndpoint _be1 = new() { Name = "be1", Host = "be1" };
    private static readonly BackendEndpoint _be2 = new() { Name = "be2", Host = "be2" };

    private readonly BackendRegistry _registry = new(new BackendRegistryOptions { Backends = [_be1, _be2] });
    private readonly BackendCapabilities _capabilities;

    public BackendCapabilitiesTests() => _capabilities = new BackendCapabilities(_registry);

    private CapabilitySnapshot Now => _capabilities.Current(MailProtocol.Imap);

    [Fact]
    public void Nothing_is_common_while_nothing_is_known()
    {
        Assert.Equal((string.Empty, 0, false), (Now.Common.ToString(), Now.KnownBackends, Now.AllKnown));
    }

    [Fact]
    public void The_common_set_is_what_every_known_backend_offers()
    {
        Before("be1", "IMAP4rev1 IDLE ID");
        var half = Now;
        Before("be2", "IMAP4rev1 ID UNSELECT");

        Assert.Equal(("IMAP4rev1 IDLE ID", 1, false), (half.Common.ToString(), half.KnownBackends, half.AllKnown));
        Assert.Equal(("IMAP4rev1 ID", 2, true), (Now.Common.ToString(), Now.KnownBackends, Now.AllKnown));
    }

    [Fact]
    public void What_holds_before_and_after_login_adds_up()
    {
        Before("be1", "IMAP4rev1 SASL-IR");
        After("be1", "IMAP4rev1 IDLE");

        Assert.Equal("IMAP4rev1 IDLE SASL-IR", Now.Common.ToString());
        Assert.Equal("IMAP4rev1 IDLE", _capabilities.AfterLogin("BE1", MailProtocol.Imap)?.ToString());
    }

    [Fact]
    public void An_upgrade_of_a_backend_is_noticed()
    {
        After("be1", "IMAP4rev1");
        After("be1", "IMAP4rev1 IDLE");

        Assert.Equal("IMAP4rev1 IDLE", Now.Common.ToString());
    }

    [Fact]
    public void A_backend_that_only_the_directory_names_limits_the_others()
    {
        After("be1", "IMAP4rev1 IDLE");
        After("be9.example.org", "IMAP4rev1");

        Assert.Equal(("IMAP4rev1", 2), (Now.Common.ToString(), Now.KnownBackends));
    }

    [Fact]
    public void A_backend_that_a_reload_took_away_limits_nobody()
    {
        After("be1", "IMAP4rev1 IDLE");
        After("be2", "IMAP4rev1");

        _registry.Replace(new BackendRegistryOptions { Backends = [_be1] });

        Assert.Equal(("IMAP4rev1 IDLE", true), (Now.Common.ToString(), Now.AllKnown));
    }

    [Fact]
    public void Protocols_are_kept_apart()
    {
        After("be1", "IMAP4rev1");

        Assert.Equal(0, _capabilities.Current(MailProtocol.Pop3).KnownBackends);
    }

    [Fact]
    public void An_unchanged_answer_is_not_computed_again()
    {
        After("be1", "IMAP4rev1 IDLE");
        var first = Now;
        After("be1", "IDLE IMAP4rev1");

        Assert.Same(first, Now);
    }

    private void Before(string backend, string atoms) =>
        _capabilities.RecordBeforeLogin(backend, MailProtocol.Imap, CapabilitySet.OfAtoms(atoms));

    private void After(string backend, string atoms) =>
        _capabilities.RecordAfterLogin(backend, MailProtocol.Imap, CapabilitySet.OfAtoms(atoms));
}
