using System.Net;
using MailFront.Load.Measuring;
using MailFront.Load.Runs;

namespace MailFront.Load.SelfTests;

/// <summary>Servers that fail, refuse or lie: none of it may count as a success.</summary>
internal sealed class FaultChecks(SelfTest test)
{
    private const int Kib = 2;

    private static readonly MessageBody _body = new(Kib);

    /// <summary>Runs the checks.</summary>
    public async Task RunAsync()
    {
        await ExpectAsync("a server that closes instead of greeting", RunKind.Login, "Greeting.Closed", _ => Task.CompletedTask);
        await ExpectAsync("a server that greets with BYE", RunKind.Login, "Greeting.Rejected", peer => peer.SayLineAsync("* BYE not now"));
        await ExpectAsync("a server that closes instead of answering LOGIN", RunKind.Login, "Login.Closed", async peer =>
        {
            await peer.SayLineAsync("* OK ready");
            await peer.HearAsync();
        });
        await ExpectAsync("an untagged BYE as the answer to LOGIN", RunKind.Login, "Login.Closed", async peer =>
        {
            await peer.SayLineAsync("* OK ready");
            await peer.HearAsync();
            await peer.SayLineAsync("* BYE too many");
        });
        await ExpectAsync("an OK with somebody else's tag", RunKind.Login, "Login.Protocol", async peer =>
        {
            await peer.SayLineAsync("* OK ready");
            await peer.HearAsync();
            await peer.SayLineAsync("a999 OK in");
            await peer.HearAsync();
        });
        await ExpectAsync("a server that closes instead of answering LOGOUT", RunKind.Login, "Logout.Closed", async peer =>
        {
            await peer.SayLineAsync("* OK ready");
            await peer.AnswerAsync("OK in");
            await peer.HearAsync();
        });
        await ExpectAsync("a literal one byte short", RunKind.Relay, "Fetch.Body", peer => FetchAsync(peer, Text(Kib)[1..], "OK"));
        await ExpectAsync("a right body under a wrong size", RunKind.Relay, "Fetch.Body", peer => FetchAsync(peer, Text(Kib), "OK", announced: 1));
        await ExpectAsync("a literal of the wrong message", RunKind.Relay, "Fetch.Body", peer => FetchAsync(peer, Text(Kib).Replace('X', 'Y'), "OK"));
        await ExpectAsync("bytes after the announced literal", RunKind.Relay, "Fetch.Body", peer => FetchAsync(peer, Text(Kib), "OK", excess: "x"));
        await ExpectAsync("a connection that ends inside the body", RunKind.Relay, "Fetch.Closed", async peer =>
        {
            await LoginAsync(peer);
            await peer.HearAsync();
            await peer.SayAsync($"* {Kib} FETCH (BODY[] {{{Kib * 1024}}}\r\n{Text(1)}");
        });
        await ExpectAsync("NO after a whole body", RunKind.Relay, "Fetch.Rejected", peer => FetchAsync(peer, Text(Kib), "NO"));
        await ExpectAsync("a held session that has died", RunKind.Hold, "Verify.Closed", async peer =>
        {
            await LoginAsync(peer);
            await peer.HearAsync();
            await peer.SayLineAsync("+ idling");
        });
        using var unused = new ScriptedServer(_ => Task.CompletedTask);
        var nobody = new IPEndPoint(unused.Endpoint.Address, unused.Endpoint.Port);
        unused.Dispose();
        await unused.Completion;
        var refused = await test.MeasureAsync(RunKind.Login, nobody);
        test.Check("a refused connection is a failure", refused.Recorder is { AllOperations: 0, Failed: > 0 } && refused.Recorder.Failures.ContainsKey("Connect.Refused"), SelfTest.Found(refused));
    }

    private static string Text(int kib) => System.Text.Encoding.ASCII.GetString(_body.Of(kib).Span);

    private static async Task LoginAsync(ScriptedPeer peer)
    {
        await peer.SayLineAsync("* OK ready");
        await peer.AnswerAsync("OK in");
        await peer.AnswerAsync("OK selected");
    }

    private static async Task FetchAsync(ScriptedPeer peer, string body, string verdict, string excess = "", int? announced = null)
    {
        await LoginAsync(peer);
        var command = await peer.HearAsync();
        await peer.SayAsync($"* {Kib} FETCH (BODY[] {{{announced ?? body.Length}}}\r\n{body}{excess})\r\n{command.Split(' ')[0]} {verdict} done\r\n");
        await peer.HearAsync();
    }

    private async Task ExpectAsync(string what, RunKind kind, string failure, Func<ScriptedPeer, Task> script)
    {
        using var server = new ScriptedServer(script);
        string[] size = kind == RunKind.Relay ? ["--kib", $"{Kib}"] : [];
        var result = await test.MeasureAsync(kind, server.Endpoint, size);
        test.Check($"{what} is {failure} and no success",
            result is { IsClean: false, Recorder.AllOperations: 0 } && result.Recorder.Failures.Keys.SequenceEqual([failure]), SelfTest.Found(result));
    }
}
