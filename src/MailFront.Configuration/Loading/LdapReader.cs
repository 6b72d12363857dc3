using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;
using MailFront.Protocol.Ldap;

namespace MailFront.Configuration.Loading;

/// <summary>The options of <c>sasl_pwcheck_method: ldap</c>.</summary>
internal static class LdapReader
{
    private const string MethodOption = "sasl_pwcheck_method";
    private const string Refused = "MailFront does not start with it";

    /// <summary>Reads them; null when ldap is not asked.</summary>
    public static LdapSettings? Read(OptionReader reader, IConfigurationSource source, bool isAsked)
    {
        if (!isAsked)
        {
            UnusedOptions.Tell(reader, "mailfront_ldap_", "ldap");
            return null;
        }

        var settings = new LdapSettings
        {
            Uris = string.Join(' ', reader.Words(MailFrontOptions.LdapUri.Name)),
            StartTls = reader.Word(MailFrontOptions.LdapStartTls, false, true),
            VerifyCertificate = reader.Word(MailFrontOptions.LdapTlsVerify, true, false),
            CaFile = reader.ExistingFile(MailFrontOptions.LdapCaFile.Name, source),
            BindDn = reader.Text(MailFrontOptions.LdapBindDn.Name),
            Base = reader.Text(MailFrontOptions.LdapBase.Name),
            Filter = reader.Text(MailFrontOptions.LdapFilter.Name) ?? MailFrontOptions.LdapFilter.Default,
            Scope = reader.Word(MailFrontOptions.LdapScope, LdapScope.WholeSubtree, LdapScope.SingleLevel, LdapScope.BaseObject),
            SearchDn = reader.Text(MailFrontOptions.LdapSearchDn.Name),
            SearchPassword = SecretReader.Read(
                reader, source, MailFrontOptions.LdapSearchPassword, MailFrontOptions.LdapSearchPasswordFile),
        };
        CheckServers(reader, settings);
        CheckLookup(reader, settings);
        return settings;
    }

    private static void CheckServers(OptionReader reader, LdapSettings settings)
    {
        var option = MailFrontOptions.LdapUri.Name;
        if (settings.Uris.Length == 0)
        {
            reader.Diagnostics.Error(reader.PlaceOf(MethodOption), MethodOption, $"ldap needs {option}", Refused);
            return;
        }

        foreach (var text in settings.Uris.Split(' '))
        {
            if (!LdapUri.TryParse(text, out var uri))
            {
                reader.Diagnostics.Error(
                    reader.PlaceOf(option), option, $"{option}: '{text}' is not ldap://host[:port], ldaps://host[:port] or ldapi://%2Fpath", Refused);
            }
            else if (!uri.IsSecure && !uri.IsLocal && !settings.StartTls)
            {
                reader.Diagnostics.Warning(
                    reader.PlaceOf(option),
                    option,
                    $"{option}: passwords cross the network to {uri.Host} unencrypted",
                    $"say {MailFrontOptions.LdapStartTls.Name}: on, or ldaps://");
            }
        }

        if (!settings.VerifyCertificate)
        {
            var verify = MailFrontOptions.LdapTlsVerify.Name;
            reader.Diagnostics.Warning(reader.PlaceOf(verify), verify, $"{verify}: anybody on the way can pose as the LDAP server and take passwords");
        }
    }

    private static void CheckLookup(OptionReader reader, LdapSettings settings)
    {
        var bindDn = MailFrontOptions.LdapBindDn.Name;
        var searchBase = MailFrontOptions.LdapBase.Name;
        if (settings.BindDn is null == settings.Base is null)
        {
            reader.Diagnostics.Error(
                reader.PlaceOf(MethodOption), MethodOption, $"ldap needs either {bindDn} or {searchBase}, and not both", Refused);
        }
        else if (settings.BindDn is not null)
        {
            CheckTemplate(reader, bindDn, settings.BindDn, needsVariable: true);
            TellUnusedSearch(reader);
        }
        else if (settings.Base is not null)
        {
            CheckTemplate(reader, searchBase, settings.Base, needsVariable: false);
            CheckFilter(reader, settings);
            CheckAccount(reader, settings);
        }
    }

    private static void CheckTemplate(OptionReader reader, string option, string text, bool needsVariable)
    {
        if (LdapTemplate.Parse(text, out var problem) is not { } template)
        {
            reader.Diagnostics.Error(reader.PlaceOf(option), option, $"{option} cannot be used: {problem}", Refused);
        }
        else if (needsVariable && !template.HasVariables)
        {
            reader.Diagnostics.Error(reader.PlaceOf(option), option, $"{option} is the same for everybody: it has neither %u, nor %n, nor %d", Refused);
        }
    }

    private static void CheckFilter(OptionReader reader, LdapSettings settings)
    {
        var option = MailFrontOptions.LdapFilter.Name;
        if (LdapFilter.Parse(settings.Filter, out var problem) is not { } filter)
        {
            reader.Diagnostics.Error(reader.PlaceOf(option), option, $"{option} cannot be used: {problem}", Refused);
        }
        else if (!filter.HasVariables && settings.Base?.Contains('%') != true)
        {
            reader.Diagnostics.Error(reader.PlaceOf(option), option, $"{option} is the same for everybody: it has neither %u, nor %n, nor %d", Refused);
        }
    }

    private static void CheckAccount(OptionReader reader, LdapSettings settings)
    {
        var option = MailFrontOptions.LdapSearchDn.Name;
        if (settings.SearchDn is not null && (settings.SearchPassword is not { } password || password.Reveal().Length == 0))
        {
            reader.Diagnostics.Error(
                reader.PlaceOf(option),
                option,
                $"{option} has no password: set {MailFrontOptions.LdapSearchPassword.Name} or {MailFrontOptions.LdapSearchPasswordFile.Name}",
                Refused);
        }
        else if (settings.SearchDn is null && settings.SearchPassword is not null)
        {
            reader.Diagnostics.Warning(
                reader.File.Whole, option, $"there is a password for {option}, which is not set", "the search is anonymous");
        }
    }

    private static void TellUnusedSearch(OptionReader reader)
    {
        string[] options =
        [
            MailFrontOptions.LdapFilter.Name,
            MailFrontOptions.LdapScope.Name,
            MailFrontOptions.LdapSearchDn.Name,
            MailFrontOptions.LdapSearchPassword.Name,
            MailFrontOptions.LdapSearchPasswordFile.Name,
        ];
        if (Array.Find(options, option => reader.Find(option) is not null) is { } unused)
        {
            reader.Diagnostics.Warning(
                reader.PlaceOf(unused), unused, $"{unused} is set, but {MailFrontOptions.LdapBindDn.Name} does without a search", "no effect");
        }
    }
}
