using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;
using static MailFront.EndToEndTests.Checkers.CheckerAttempt;

namespace MailFront.EndToEndTests.Defence;

/// <summary>What a process has learnt, the next one knows: a restart under attack is no amnesty.</summary>
public sealed class RestartTests : IDisposable
{
    private const string Guesser = "127.0.66.1";

    private readonly StateFolder _kept = new("kept");

    private string EvidencePath => _kept.File("evidence");

    public void Dispose() => _kept.Dispose();

    [Fact]
    public async Task Who_guessed_before_a_restart_is_suspect_after_it()
    {
        await using (var before = await MailFrontProcess.StartAsync(Configure()))
        {
            await GuessAsync(before);
        }

        await using var after = await MailFrontProcess.StartAsync(Configure());

        await after.WaitForLogAsync("evidence: restored");
        Assert.Contains("suspect", await ExplainAsync(after), StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(EvidencePath), "The keys stay on disk while they are in use.");
    }

    [Fact]
    public async Task The_file_is_sealed_and_the_owner_s_alone()
    {
        await using (var before = await MailFrontProcess.StartAsync(Configure()))
        {
            await GuessAsync(before);
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(EvidencePath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(EvidencePath + ".key"));
        await File.WriteAllBytesAsync(EvidencePath + ".key", new byte[32]);
        await using var after = await MailFrontProcess.StartAsync(Configure());

        await after.WaitForLogAsync("it was not sealed here; starting without it");
        Assert.DoesNotContain("is suspect", await ExplainAsync(after), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task GuessAsync(MailFrontProcess front)
    {
        for (var i = 0; i < 3; i++)
        {
            await LogInAsync(front, $"nobody{i}", "canary-guess", Guesser);
        }
    }

    private static async Task<string> ExplainAsync(MailFrontProcess front) =>
        (await MailFrontCommand.RunAsync(["ctl", "explain", Guesser, "-C", front.Files.ImapdConf])).Succeeded().Output;

    private FrontConfiguration Configure()
    {
        var configuration = new FrontConfiguration()
            .Service("imap", "imapd", "127.0.0.1:0")
            .Option("servername", "front.test")
            .Option("allowplaintext", "yes")
            .Option("sasl_pwcheck_method", "passwd-file")
            .Option("failedloginpause", "0")
            .Option("mailfront_admin_socket", "{state}/admin")
            .Option("mailfront_evidence_file", EvidencePath);
        configuration.Users.Add(DovecotPair.Alice);
        return configuration;
    }
}
