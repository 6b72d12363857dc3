using System.Text.Json;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.CommandLine;

public sealed class CheckCommandTests : IDisposable
{
    private const string CleanServices = "SERVICES {\n  imap cmd=\"imapd\" listen=\"127.0.0.1:0\"\n}\n";

    private readonly StateFolder _state = new("check");

    public static TheoryData<string> Examples
    {
        get
        {
            var examples = new TheoryData<string>();
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "conf"), "imapd.conf", SearchOption.AllDirectories))
            {
                examples.Add(Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file) ?? "/"));
            }

            return examples;
        }
    }

    public void Dispose() => _state.Dispose();

    /// <summary>Paths of the examples need not exist here; what they spell must be right.</summary>
    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Each_example_has_no_unknown_option(string folder)
    {
        var example = Path.Combine(Repository.Root, folder);

        var result = await MailFrontCommand.RunAsync(
            "check", "-C", Path.Combine(example, "imapd.conf"), "-M", Path.Combine(example, "cyrus.conf"));

        Assert.DoesNotContain("unknown", result.Output + result.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(result.ExitCode, 0, 2);
    }

    [Fact]
    public async Task A_clean_configuration_exits_with_0()
    {
        var result = await CheckAsync(CleanOptions());

        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
    }

    [Fact]
    public async Task A_mistyped_option_is_a_warning_with_file_and_line()
    {
        var result = await CheckAsync(CleanOptions() + "failedloginpuase: 3\n");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{_state.File("imapd.conf")}:{CleanOptions().Split('\n').Length}", result.Output, StringComparison.Ordinal);
        Assert.Contains("failedloginpause", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_value_is_an_error()
    {
        var result = await CheckAsync(CleanOptions() + "mailfront_max_login_failures: many\n");

        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task Findings_in_json_are_json()
    {
        var result = await CheckAsync(CleanOptions() + "failedloginpuase: 3\n", "--json");

        Assert.Equal(1, result.ExitCode);
        JsonDocument.Parse(result.Output).Dispose();
    }

    private string CleanOptions()
    {
        var passwd = _state.Write("passwd", "alice:{PLAIN}canary\n");
        File.SetUnixFileMode(passwd, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return $"configdirectory: {_state.Path}\nservername: front.test\nsasl_pwcheck_method: passwd-file\nmailfront_passwd_file: {passwd}\n"
            + "mailfront_routing: user\nmailfront_directory: sqlite\nmailfront_backend_mail1: 127.0.0.1:143 kind=generic tls=off\nmailfront_default_backend: mail1\n"
            + "allowplaintext: yes\n";
    }

    private Task<ProgramResult> CheckAsync(string options, params string[] more)
    {
        var imapd = _state.Write("imapd.conf", options);
        var cyrus = _state.Write("cyrus.conf", CleanServices);
        return MailFrontCommand.RunAsync(["check", "-C", imapd, "-M", cyrus, .. more]);
    }
}
