using MailFront.Configuration.Settings;

namespace MailFront.Composition;

/// <summary>Options that a reload cannot put into force.</summary>
internal static class RestartNeeds
{
    /// <summary>Names of those that differ from what the process was started with.</summary>
    public static IEnumerable<string> Between(FrontendSettings started, FrontendSettings asked)
    {
        var names = DirectoryMapping.Names(started.Service.Login);
        var askedNames = DirectoryMapping.Names(asked.Service.Login);
        (string Option, bool IsChanged)[] options =
        [
            ("servername (in session ids)", SessionIdsName(started) != SessionIdsName(asked) && started.Log.SyslogPrefix == asked.Log.SyslogPrefix),
            ("syslog_prefix", started.Log.SyslogPrefix != asked.Log.SyslogPrefix),
            ("syslog_facility", started.Log.SyslogFacility != asked.Log.SyslogFacility),
            ("debug", started.Log.Debug != asked.Log.Debug),
            ("mailfront_log_target", started.Log.Target != asked.Log.Target || started.Log.File != asked.Log.File),
            ("mailfront_log_format", started.Log.Format != asked.Log.Format),
            ("virtdomains (in directory names)", names.VirtualDomains != askedNames.VirtualDomains),
            ("defaultdomain (in directory names)", names.DefaultDomain != askedNames.DefaultDomain),
            ("username_tolower (in directory names)", names.LowerCaseUsers != askedNames.LowerCaseUsers),
            ("mailfront_decision_log", started.Decisions.LogFile != asked.Decisions.LogFile),
            ("mailfront_decision_log_users", started.Decisions.HashesUsers != asked.Decisions.HashesUsers),
            ("mailfront_directory", started.Directory.Kind != asked.Directory.Kind),
            ("mailfront_directory_path", started.Directory.Path != asked.Directory.Path),
            ("mailfront_directory_connection", started.Directory.Connection?.Reveal() != asked.Directory.Connection?.Reveal()),
            ("mailfront_routing", started.Directory.Routing != asked.Directory.Routing),
            ("mupdate_server", started.Directory.MupdateServer != asked.Directory.MupdateServer),
            ("mailfront_fleet_connection", started.Fleet?.Connection.Reveal() != asked.Fleet?.Connection.Reveal()),
            ("mailfront_fleet_password_file", started.Fleet?.Password?.Reveal() != asked.Fleet?.Password?.Reveal()),
            ("mailfront_fleet_secret_file", started.Fleet?.Secret.Reveal() != asked.Fleet?.Secret.Reveal()),
            ("mailfront_admin_socket", started.Admin.SocketPath != asked.Admin.SocketPath),
            ("mailfront_metrics_listen", !Equals(started.Admin.MetricsListen, asked.Admin.MetricsListen)),
            ("mailfront_transport", started.Process.Transport != asked.Process.Transport),
        ];
        return options.Where(option => option.IsChanged).Select(option => option.Option);
    }

    /// <summary>The part of session ids that names this server.</summary>
    public static string SessionIdsName(FrontendSettings settings) => settings.Log.SyslogPrefix ?? settings.Service.Identity.ServerName;
}
