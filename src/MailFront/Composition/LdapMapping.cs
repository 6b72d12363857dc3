using System.Text;
using MailFront.Authentication.Checkers.Ldap;
using MailFront.Authentication.Lanes;
using MailFront.Configuration.Settings;
using MailFront.Protocol;
using MailFront.Protocol.Ldap;
using MailFront.Transport.Outbound;

namespace MailFront.Composition;

/// <summary>Turns what the files say of LDAP into endpoints.</summary>
internal static class LdapMapping
{
    /// <summary>One endpoint for each server.</summary>
    public static CheckerEndpoint[] Endpoints(LdapSettings settings, CheckerSettings all, OutboundConnector connector, TimeProvider time)
    {
        var search = Search(settings);
        var bindDn = settings.BindDn is { } text ? Template(text) : null;
        var servers = Servers(settings, all).ToList();
        return
        [
            .. servers.Select(server => new CheckerEndpoint(
                servers.Count == 1 ? "ldap" : server.Uri.ToString(),
                search is not null ? new LdapChecker(server, search, connector, time) : new LdapChecker(server, bindDn ?? throw NotChecked(), connector, time),
                all.Concurrency)),
        ];
    }

    private static IEnumerable<LdapServer> Servers(LdapSettings settings, CheckerSettings all) =>
        from text in settings.Uris.Split(' ')
        let uri = LdapUri.TryParse(text, out var parsed) ? parsed : throw NotChecked()
        select new LdapServer
        {
            Uri = uri,
            StartTls = settings.StartTls && !uri.IsSecure && !uri.Host.StartsWith('/'),
            VerifyCertificate = settings.VerifyCertificate,
            CaFile = settings.CaFile,
            ConnectTimeout = all.Deadline,
            MaxIdle = all.Concurrency,
        };

    private static LdapEntrySearch? Search(LdapSettings settings) => settings.Base is not { } searchBase ? null : new LdapEntrySearch
    {
        Base = Template(searchBase),
        Filter = LdapFilter.Parse(settings.Filter, out _) ?? throw NotChecked(),
        Scope = settings.Scope,
        SearchDn = settings.SearchDn,
        SearchPassword = settings.SearchPassword is { } password ? new Secret(Encoding.UTF8.GetBytes(password.Reveal())) : null,
    };

    private static LdapTemplate Template(string text) => LdapTemplate.Parse(text, out _) ?? throw NotChecked();

    // The settings' reader has refused what cannot be parsed.
    private static InvalidOperationException NotChecked() => new("LDAP settings that were not checked.");
}
