using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration.Loading;

/// <summary>Who checks passwords.</summary>
internal static class CheckerReader
{
    private const string MethodOption = "sasl_pwcheck_method";
    private const string Refused = "MailFront does not start with it";
    private const string Methods = "saslauthd, passwd-file, ldap, sql, imap, http or dovecot-auth";

    /// <summary>Reads <c>sasl_pwcheck_method</c> and the options of each checker.</summary>
    public static CheckerSettings Read(OptionReader reader, IConfigurationSource source)
    {
        var passwdFile = reader.ExistingFile(MailFrontOptions.PasswdFile.Name, source);
        var checkers = ReadMethods(reader, hasPasswdFile: passwdFile is not null);
        if (checkers.Contains(CheckerKind.PasswdFile) && passwdFile is null)
        {
            reader.Diagnostics.Error(reader.PlaceOf(MethodOption), MethodOption, "passwd-file needs mailfront_passwd_file", Refused);
        }
        else if (!checkers.Contains(CheckerKind.PasswdFile) && passwdFile is not null)
        {
            var option = MailFrontOptions.PasswdFile.Name;
            reader.Diagnostics.Warning(
                reader.PlaceOf(option),
                option,
                $"{option} is set, but {MethodOption} does not name passwd-file",
                "the file is not asked");
        }

        return new CheckerSettings
        {
            Checkers = checkers,
            SaslauthdPath = reader.Text("sasl_saslauthd_path") ?? CheckerSettings.DefaultSaslauthdPath,
            PasswdFile = checkers.Contains(CheckerKind.PasswdFile) ? passwdFile : null,
            Ldap = LdapReader.Read(reader, source, isAsked: checkers.Contains(CheckerKind.Ldap)),
            Sql = SqlReader.Read(reader, source, isAsked: checkers.Contains(CheckerKind.Sql)),
            Mechanisms = MechanismReader.Read(reader, source),
            Concurrency = reader.Number(MailFrontOptions.CheckerConcurrency),
            Deadline = reader.Duration(MailFrontOptions.CheckerDeadline),
            Queue = reader.Number(MailFrontOptions.CheckerQueue),
            Verifier = VerifierReader.Read(reader),
            ReservedPercent = reader.Number(MailFrontOptions.CheckerReserved),
            SuspectPercent = reader.Number(MailFrontOptions.CheckerSuspectShare),
            Remote = RemoteCheckerReader.Read(reader, source, checkers),
            Policy = PolicyReader.Read(reader, source),
        };
    }

    private static List<CheckerKind> ReadMethods(OptionReader reader, bool hasPasswdFile)
    {
        if (reader.Find(MethodOption) is not { } value)
        {
            var kind = hasPasswdFile ? CheckerKind.PasswdFile : CheckerKind.Saslauthd;
            reader.Diagnostics.Note(
                reader.File.Whole,
                MethodOption,
                $"{MethodOption} is not set: libsasl would look into its own database",
                hasPasswdFile ? "passwords are checked by mailfront_passwd_file" : "passwords are checked by saslauthd");
            return [kind];
        }

        var found = new List<CheckerKind>();
        foreach (var word in reader.Words(MethodOption))
        {
            CheckerKind? kind = word switch
            {
                "saslauthd" => CheckerKind.Saslauthd,
                "passwd-file" => CheckerKind.PasswdFile,
                "ldap" => CheckerKind.Ldap,
                "sql" => CheckerKind.Sql,
                "imap" => CheckerKind.Imap,
                "http" => CheckerKind.Http,
                "dovecot-auth" => CheckerKind.DovecotAuth,
                _ => null,
            };
            if (kind is { } known && !found.Contains(known))
            {
                found.Add(known);
            }
            else if (kind is null)
            {
                reader.Diagnostics.Warning(
                    value.Place,
                    value.Name,
                    $"{MethodOption}: '{word}' is not supported",
                    $"left out: use {Methods}");
            }
        }

        if (found.Count == 0)
        {
            reader.Diagnostics.Error(
                value.Place,
                value.Name,
                $"{MethodOption} leaves nobody to check passwords: name {Methods}",
                Refused);
        }

        return found;
    }
}
