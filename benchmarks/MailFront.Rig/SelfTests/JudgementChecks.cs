using System.Net;
using System.Net.Sockets;
using System.Text;
using MailFront.Load.CommandLine;
using MailFront.Load.Measuring;
using MailFront.Rig.Attack;
using MailFront.Rig.Population;

namespace MailFront.Rig.SelfTests;

/// <summary>What the generator makes of a server's answers.</summary>
internal sealed class JudgementChecks(RigSelfTest test, TimeProvider time)
{
    private const double PatienceSeconds = 1;

    private readonly LoadClock _clock = new(time);

    /// <summary>Runs them.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await CheckAsync("OK", "a OK done\r\n", LoginOutcome.Ok, cancellationToken);
        await CheckAsync("OK after capabilities", "* CAPABILITY IMAP4rev1\r\na OK done\r\n", LoginOutcome.Ok, cancellationToken);
        await CheckAsync("MailFront's and Dovecot's later", "a NO [UNAVAILABLE] Temporary authentication failure.\r\n", LoginOutcome.Temporary, cancellationToken);
        await CheckAsync("Cyrus's later", "a NO Login failed: generic failure\r\n", LoginOutcome.Temporary, cancellationToken);
        await CheckAsync("a wrong password", "a NO [AUTHENTICATIONFAILED] Authentication failed.\r\n", LoginOutcome.BadPassword, cancellationToken);
        await CheckAsync("Cyrus's wrong password", "a NO Login failed: authentication failure\r\n", LoginOutcome.BadPassword, cancellationToken);
        await CheckAsync("BYE and the end", "* BYE too much\r\n", LoginOutcome.Closed, cancellationToken);
        await CheckAsync("silence", null, LoginOutcome.TimedOut, cancellationToken);

        using var attempt = new LoginAttempt(Arrival(), Options(1), _clock);
        await attempt.DecideAsync(_clock.Now, cancellationToken);
        test.Check("nobody listens: NotConnected", attempt.Outcome == LoginOutcome.NotConnected, attempt.Outcome.ToString());
    }

    private static Arrival Arrival() => new(0, LoginKind.Verified, "user0001", "pw0001", IPAddress.Loopback, default);

    private static AttackOptions Options(int port) =>
        AttackOptions.Parse(new Arguments(["--server", $"127.0.0.1:{port}", "--patience", $"{PatienceSeconds}"]));

    private static async Task AnswerAsync(Socket listener, string? answer, CancellationToken cancellationToken)
    {
        using var client = await listener.AcceptAsync(cancellationToken);
        var buffer = new byte[256];
        await client.SendAsync("* OK ready\r\n"u8.ToArray(), SocketFlags.None, cancellationToken);
        await client.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
        if (answer is not null)
        {
            await client.SendAsync(Encoding.ASCII.GetBytes(answer), SocketFlags.None, cancellationToken);
            return;
        }

        await client.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
    }

    private async Task CheckAsync(string claim, string? answer, LoginOutcome expected, CancellationToken cancellationToken)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var server = AnswerAsync(listener, answer, cancellationToken);
        using (var attempt = new LoginAttempt(Arrival(), Options(((IPEndPoint)listener.LocalEndPoint!).Port), _clock))
        {
            // Meant to begin half a second ago: that is part of the patience.
            var scheduled = _clock.Now - LoadClock.Second / 2;
            await attempt.DecideAsync(scheduled, cancellationToken);
            var seconds = (attempt.DecidedAt - scheduled) / (double)LoadClock.Second;
            var isPatient = expected != LoginOutcome.TimedOut || Math.Abs(seconds - PatienceSeconds) < 0.3;
            test.Check($"{claim}: {expected}", attempt.Outcome == expected && isPatient, $"{attempt.Outcome} after {seconds:0.00} s");
        }

        await server;
    }
}
