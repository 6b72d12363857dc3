using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Clients;

/// <summary>OpenSSL's s_client, for what no other client lets a test do: keep a session for later, renegotiate.</summary>
internal static partial class OpenSslClient
{
    private const string Program = "/usr/bin/openssl";
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(30);

    /// <summary>Connects, logs out, and tells the certificate shown and whether a session was resumed.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="version">-tls1_2 or -tls1_3.</param>
    /// <param name="serverName">SNI.</param>
    /// <param name="session">-sess_out or -sess_in, and a file.</param>
    public static async Task<(string Name, bool IsResumed)> VisitAsync(EndPoint server, string version, string serverName, params string[] session)
    {
        string[] arguments = ["s_client", "-connect", $"{server}", version, "-servername", serverName, "-ign_eof", .. session];
        var output = (await RunningProgram.RunAsync(Program, arguments, "a LOGOUT\r\n", _deadline)).Succeeded().Output;
        var how = HowPattern().Match(output).Groups["how"].Value;
        Assert.True(how is "New" or "Reused", output);
        return (NamePattern().Match(output).Groups["name"].Value, how == "Reused");
    }

    /// <summary>Asks for a renegotiation after a TLS 1.2 handshake and the greeting; s_client ends by itself when that is refused.</summary>
    public static async Task<ProgramResult> RenegotiateAsync(EndPoint server)
    {
        var start = new ProcessStartInfo(Program, ["s_client", "-connect", $"{server}", "-tls1_2"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = RunningProgram.StartOrExplain(start);
        using var timeout = new CancellationTokenSource(_deadline);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);

            // A greeting that met the handshake would end it on the client's side, and prove nothing.
            while (await process.StandardOutput.ReadLineAsync(timeout.Token) is { } line && !line.StartsWith("* OK", StringComparison.Ordinal))
            {
            }

            // A line that begins with R is a command. The input stays open: at its end s_client would not wait for the answer.
            await process.StandardInput.WriteAsync("R\n".AsMemory(), timeout.Token);
            await process.StandardInput.FlushAsync(timeout.Token);
            var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new ProgramResult(process.ExitCode, output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"s_client went on for {_deadline} after asking for a renegotiation.");
        }
    }

    [GeneratedRegex(@"(?m)^(?<how>New|Reused), TLSv1\.[23],")]
    private static partial Regex HowPattern();

    [GeneratedRegex(@"(?m)^subject=.*?CN ?= ?(?<name>\S+)")]
    private static partial Regex NamePattern();
}
