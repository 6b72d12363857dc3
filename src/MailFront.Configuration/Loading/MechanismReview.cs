using MailFront.Configuration.ImapdConf;
using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>Tells which mechanisms of <c>sasl_mech_list</c> cannot be offered, and why.</summary>
internal static class MechanismReview
{
    private static readonly string[] _withoutPassword = ["SCRAM-SHA-1", "SCRAM-SHA-256", "OAUTHBEARER", "XOAUTH2", "EXTERNAL", "GSSAPI"];

    /// <summary>Tells what is missing for one mechanism; silent when nothing is.</summary>
    public static void Tell(OptionReader reader, ImapdConfValue list, string mechanism)
    {
        if (Missing(reader, mechanism) is { } missing)
        {
            reader.Diagnostics.Warning(list.Place, list.Name, $"{mechanism} needs {missing}", "not offered to clients");
        }
    }

    /// <summary>Tells when a service offers what backends that want the user's own password cannot be given.</summary>
    public static void TellBackends(IEnumerable<ListenerSettings> listeners, BackendCatalogue backends, OptionReader reader)
    {
        const string Name = "sasl_mech_list";
        var generic = backends.Named.FirstOrDefault(backend => backend.Kind == BackendDialect.Generic);
        var offered = listeners.SelectMany(listener => listener.Service.Login.Mechanisms).Intersect(_withoutPassword).ToList();
        if (generic is not null && offered.Count > 0)
        {
            reader.Diagnostics.Warning(
                reader.PlaceOf(Name),
                Name,
                $"backend {generic.Name} (kind=generic) wants the user's own password, which {string.Join(", ", offered)} do not give",
                "such logins are answered UNAVAILABLE");
        }
    }

    private static string? Missing(OptionReader reader, string mechanism) => mechanism switch
    {
        "SCRAM-SHA-1" or "SCRAM-SHA-256" when !AsksPasswdFileFirst(reader) => "passwd-file as the first word of sasl_pwcheck_method",
        "OAUTHBEARER" or "XOAUTH2" when !IsSet(reader, MailFrontOptions.OAuthJwksFile) && !IsSet(reader, MailFrontOptions.OAuthIntrospectionUrl) =>
            $"{MailFrontOptions.OAuthJwksFile.Name} or {MailFrontOptions.OAuthIntrospectionUrl.Name}",
        "EXTERNAL" when reader.Find("tls_client_ca_file") is null || reader.Find("tls_client_certs")?.Text is "off" or "no" =>
            "tls_client_ca_file, and tls_client_certs: optional or require",
        "GSSAPI" when !IsSet(reader, MailFrontOptions.KerberosRealm) => MailFrontOptions.KerberosRealm.Name,
        _ => null,
    };

    private static bool AsksPasswdFileFirst(OptionReader reader) => reader.Find("sasl_pwcheck_method") is { } methods
        ? WordList.Split(methods.Text).FirstOrDefault() == "passwd-file"
        : IsSet(reader, MailFrontOptions.PasswdFile);

    private static bool IsSet(OptionReader reader, MailFrontOption option) => reader.Find(option.Name) is not null;
}
