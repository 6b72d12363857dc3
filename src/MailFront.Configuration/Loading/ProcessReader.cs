using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration.Loading;

/// <summary>Options of the process as a whole: directory, access, log, limits.</summary>
internal static class ProcessReader
{
    private static readonly string[] _facilities =
        ["daemon", "mail", "news", "user", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7"];

    /// <summary><c>mailfront_directory*</c> and <c>mailfront_routing</c>.</summary>
    public static DirectorySettings ReadDirectory(OptionReader reader)
    {
        var kind = reader.Word(MailFrontOptions.Directory, DirectoryKind.Sqlite, DirectoryKind.PostgreSql, DirectoryKind.Mupdate);
        var routing = reader.Word(MailFrontOptions.Routing, RoutingKind.User, RoutingKind.Mailbox);
        NotServedYet(reader, MailFrontOptions.Directory, kind != DirectoryKind.Sqlite, "the SQLite directory is used");
        NotServedYet(reader, MailFrontOptions.Routing, routing != RoutingKind.User, "whole sessions go to the user's backend");
        if (reader.Find("mupdate_server") is { } server)
        {
            reader.Diagnostics.Note(
                server.Place,
                server.Name,
                "following a MUPDATE master is not served yet",
                "import its mailbox list: `ctl_mboxlist -d` there, `mailfront directory import` here");
        }

        return new DirectorySettings
        {
            Kind = kind,
            Routing = routing,
            Path = reader.Expand(reader.Text(MailFrontOptions.DirectoryPath.Name) ?? MailFrontOptions.DirectoryPath.Default),
            Connection = reader.Hidden(MailFrontOptions.DirectoryConnection.Name),
            MupdateServer = reader.Text("mupdate_server"),
        };
    }

    /// <summary>Trusted proxies, defence.</summary>
    public static AccessSettings ReadAccess(OptionReader reader)
    {
        var defence = reader.Word(MailFrontOptions.Defence, DefenceMode.Enforce, DefenceMode.Observe, DefenceMode.Off);
        if (defence != DefenceMode.Enforce)
        {
            foreach (var value in new[] { MailFrontOptions.Deny, MailFrontOptions.DenyFile }.Select(option => reader.Find(option.Name)).OfType<ImapdConf.ImapdConfValue>())
            {
                reader.Diagnostics.Warning(
                    value.Place, value.Name, $"{value.Name} is set, and mailfront_defence is not enforce", "whom it names is let in");
            }
        }

        return new AccessSettings
        {
            TrustedProxies = [.. NetworkReader.Read(reader, MailFrontOptions.TrustedProxies.Name).Select(entry => entry.Network)],
            Defence = defence,
        };
    }

    /// <summary>Logs.</summary>
    public static LogSettings ReadLog(OptionReader reader)
    {
        var target = reader.Text(MailFrontOptions.LogTarget.Name) ?? MailFrontOptions.LogTarget.Default;
        var kind = target switch
        {
            "stderr" => LogTargetKind.StandardError,
            "syslog" => LogTargetKind.Syslog,
            _ => LogTargetKind.File,
        };
        if (kind == LogTargetKind.File && !target.StartsWith('/'))
        {
            reader.Bad(reader.Find(MailFrontOptions.LogTarget.Name)!, "stderr, syslog or an absolute path");
        }

        return new LogSettings
        {
            Format = reader.Word(MailFrontOptions.LogFormat, LogFormat.Classic, LogFormat.Json),
            Target = kind,
            File = kind == LogTargetKind.File ? target : null,
            SyslogPrefix = reader.Text("syslog_prefix"),
            SyslogFacility = ReadFacility(reader),
            Debug = reader.Switch("debug", whenNotSet: false),
        };
    }

    /// <summary>Engine, limits of the process, shutdown.</summary>
    public static ProcessSettings ReadProcess(OptionReader reader)
    {
        var settings = new ProcessSettings
        {
            Transport = reader.Word(MailFrontOptions.Transport, TransportKind.Auto, TransportKind.Managed, TransportKind.Native),
            MaxConnections = reader.Number(MailFrontOptions.MaxConnections),
            MaxPreLogin = reader.Number(MailFrontOptions.MaxPreLogin),
            ShutdownDeadline = reader.Duration(MailFrontOptions.ShutdownDeadline),
            BindErrorsAreFatal = reader.Switch("master_bind_errors_fatal", whenNotSet: false),
        };
        NotServedYet(reader, MailFrontOptions.Transport, settings.Transport == TransportKind.Native, "the managed engine is used");
        if (settings.MaxConnections > 0 && settings.MaxPreLogin > settings.MaxConnections)
        {
            var option = MailFrontOptions.MaxPreLogin.Name;
            reader.Diagnostics.Warning(
                reader.PlaceOf(option),
                option,
                $"{option} is above mailfront_max_connections",
                "mailfront_max_connections is reached first");
        }

        return settings;
    }

    private static string ReadFacility(OptionReader reader)
    {
        const string Name = "syslog_facility";
        var facility = reader.Text(Name)?.ToLowerInvariant();
        if (facility is not null && !_facilities.Contains(facility))
        {
            reader.Bad(reader.Find(Name)!, string.Join(", ", _facilities).ToUpperInvariant());
        }

        return facility ?? new LogSettings().SyslogFacility;
    }

    private static void NotServedYet(OptionReader reader, MailFrontOption option, bool isAsked, string instead)
    {
        if (isAsked && reader.Find(option.Name) is { } value)
        {
            reader.Diagnostics.Note(value.Place, value.Name, $"{value.Name}: {value.Text} is not served yet", instead);
        }
    }
}
