using System.Net;
using System.Net.Sockets;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Service;

/// <summary>The codes of sysexits.h that an init system can act on.</summary>
public sealed class ExitCodeTests
{
    private const int Configuration = 78;
    private const int CannotListen = 71;

    [Fact]
    public async Task A_broken_option_ends_serve_with_ex_config_and_names_file_and_line()
    {
        using var state = new StateFolder("exit");
        var imapd = state.Write("imapd.conf", $"configdirectory: {state.Path}\nsasl_pwcheck_method: passwd-file\nmailfront_max_login_failures: many\n");
        var cyrus = state.Write("cyrus.conf", "SERVICES {\n  imap cmd=\"imapd\" listen=\"127.0.0.1:0\"\n}\n");

        var result = await MailFrontCommand.RunAsync("serve", "-C", imapd, "-M", cyrus);

        Assert.Equal(Configuration, result.ExitCode);
        Assert.Contains($"{imapd}:3", result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_ends_serve_with_ex_config()
    {
        using var state = new StateFolder("exit");

        var result = await MailFrontCommand.RunAsync("serve", "-C", state.File("none.conf"), "-M", state.File("none.conf"));

        Assert.Equal(Configuration, result.ExitCode);
        Assert.Contains("none.conf", result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_ends_serve_with_ex_oserr_and_names_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var state = new StateFolder("exit");
        var passwd = state.Write("passwd", "alice:{PLAIN}canary\n");
        File.SetUnixFileMode(passwd, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var imapd = state.Write(
            "imapd.conf",
            $"configdirectory: {state.Path}\nservername: front.test\nallowplaintext: yes\nsasl_pwcheck_method: passwd-file\nmailfront_passwd_file: {passwd}\n"
            + "mailfront_directory: sqlite\nmailfront_routing: user\nmailfront_backend_mail1: 127.0.0.1:1 kind=generic tls=off\nmailfront_default_backend: mail1\n");
        var cyrus = state.Write("cyrus.conf", $"SERVICES {{\n  imap cmd=\"imapd\" listen=\"{taken.LocalEndpoint}\"\n}}\n");

        var result = await MailFrontCommand.RunAsync("serve", "-C", imapd, "-M", cyrus);

        Assert.True(result.ExitCode == CannotListen, $"{result.ExitCode}: {result.Errors}");
        Assert.Contains($"{taken.LocalEndpoint}", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_is_a_usage_error()
    {
        var result = await MailFrontCommand.RunAsync("sever");

        Assert.NotEqual(0, result.ExitCode);
    }
}
