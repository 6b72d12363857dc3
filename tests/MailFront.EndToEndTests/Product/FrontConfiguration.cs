using System.Globalization;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Product;

/// <summary>What one MailFront process of a test is started with: lines of imapd.conf and cyrus.conf, users, and the way it is launched.</summary>
internal sealed class FrontConfiguration
{
    private readonly List<string> _options = [];
    private readonly List<string> _services = [];

    /// <summary>Users of the passwd-file; empty when another checker is configured.</summary>
    public List<TestUser> Users { get; } = [];

    /// <summary>Directory entries, user and backend.</summary>
    public Dictionary<string, string> Directory { get; } = [];

    /// <summary>Program and arguments that start MailFront in their turn; empty for a direct start.</summary>
    public List<string> Launcher { get; } = [];

    public Dictionary<string, string> Environment { get; } = [];

    public IEnumerable<string> Options => _options;

    public IEnumerable<string> Services => _services;

    public FrontConfiguration Option(string name, string value)
    {
        _options.RemoveAll(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        _options.Add($"{name}: {value}");
        return this;
    }

    public FrontConfiguration Service(string name, string command, string listen, string more = "")
    {
        _services.RemoveAll(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        _services.Add(string.Create(CultureInfo.InvariantCulture, $"{name} cmd=\"{command}\" listen=\"{listen}\" {more}"));
        return this;
    }

    public FrontConfiguration WithoutServices()
    {
        _services.Clear();
        return this;
    }

    /// <summary>The four usual listeners on free ports, a passwd-file with the pair's users, and both Dovecots as backends.</summary>
    public static FrontConfiguration ForDovecot(DovecotPair pair)
    {
        var configuration = Usual();
        configuration.Users.AddRange(DovecotPair.Users);
        configuration
            .Option("sasl_pwcheck_method", "passwd-file")
            .Option("proxy_authname", pair.Mail1.MasterUser)
            .Option("mail1_password", pair.Mail1.MasterPassword)
            .Option("mail2_password", pair.Mail2.MasterPassword)
            .Option("mailfront_backend_mail1", $"{pair.Mail1.Imap} pop3={pair.Mail1.Pop3} kind=dovecot tls=off")
            .Option("mailfront_backend_mail2", $"{pair.Mail2.Imap} pop3={pair.Mail2.Pop3} kind=dovecot tls=off");
        configuration.Directory["alice"] = "mail1";
        configuration.Directory["bob"] = "mail2";
        configuration.Directory["carol"] = "mail1";
        return configuration;
    }

    /// <summary>The usual listeners, a saslauthd, and both Cyrus backends.</summary>
    public static FrontConfiguration ForCyrus(CyrusMurder murder, string mux)
    {
        var configuration = Usual()
            .Option("sasl_pwcheck_method", "saslauthd")
            .Option("sasl_saslauthd_path", mux)
            .Option("proxy_authname", murder.ProxyUser)
            .Option("be1_password", murder.ProxyPassword)
            .Option("be2_password", murder.ProxyPassword)
            .Option("mailfront_backend_be1", $"{murder.Be1Imap} pop3={murder.Be1Pop3} kind=cyrus tls=off")
            .Option("mailfront_backend_be2", $"{murder.Be2Imap} pop3={murder.Be2Pop3} kind=cyrus tls=off");
        for (var number = 1; number <= CyrusMurder.UserCount; number++)
        {
            configuration.Directory[$"user{number:0000}"] = number % 2 == 1 ? "be1.lab!default" : "be2.lab!default";
        }

        return configuration;
    }

    private static FrontConfiguration Usual() => new FrontConfiguration()
        .Service("imap", "imapd", "127.0.0.1:0")
        .Service("imaps", "imapd -s", "127.0.0.1:0")
        .Service("pop3", "pop3d", "127.0.0.1:0")
        .Service("pop3s", "pop3d -s", "127.0.0.1:0")
        .Option("servername", "front.test")
        .Option("allowplaintext", "yes")
        .Option("mailfront_routing", "user")
        .Option("mailfront_directory", "sqlite")
        // Tests of the delay set it; the others need not wait.
        .Option("failedloginpause", "0");
}
