using System.Net;
using MailFront.Load.Clients;
using MailFront.Load.CommandLine;
using MailFront.Load.Measuring;
using MailFront.Load.Runs;
using MailFront.Load.Stub;

namespace MailFront.Load.SelfTests;

/// <summary>
/// Does the generator count only true successes, every failure, and all the waiting? A measuring instrument is believed after this,
/// not before.
/// </summary>
internal sealed class SelfTest(TimeProvider time, CancellationToken cancellationToken)
{
    private int _passed;
    private int _failed;

    /// <summary>Runs all checks; true when all passed.</summary>
    public static async Task<bool> RunAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var test = new SelfTest(time, cancellationToken);
        test.CheckHistogram();
        test.CheckLoopback();
        await test.CheckSuccessesAsync();
        await test.CheckTlsAsync();
        await new FaultChecks(test).RunAsync();
        await new StallChecks(test, time).RunAsync();
        Console.WriteLine($"{test._passed} passed, {test._failed} failed");
        return test._failed == 0;
    }

    /// <summary>Notes one claim.</summary>
    public void Check(string claim, bool isTrue, string found = "")
    {
        _passed += isTrue ? 1 : 0;
        _failed += isTrue ? 0 : 1;
        Console.WriteLine($"{(isTrue ? "ok  " : "FAIL")} {claim}{(isTrue || found.Length == 0 ? "" : $" (found {found})")}");
    }

    /// <summary>Runs the generator against a server for a short time; <paramref name="extra"/> are further arguments.</summary>
    public Task<RunResult> MeasureAsync(RunKind kind, IPEndPoint server, params string[] extra)
    {
        string[] common = ["--server", server.ToString(), "--connections", "4", "--time", "0.3", "--warmup", "0", "--timeout", "2", "--mss", "0"];
        var all = new Arguments([.. common, .. extra]);
        return LoadRun.RunAsync(RunOptions.Parse(kind, all), time, cancellationToken);
    }

    /// <summary>What a result counted, for messages.</summary>
    public static string Found(RunResult result) =>
        $"{result.Recorder.AllOperations} operations, {string.Join(" ", result.Recorder.Failures.Select(f => $"{f.Key}={f.Value}"))}, stub {result.StubLogins}";

    private void CheckHistogram()
    {
        var random = new Random(7);
        var histogram = new Histogram();
        var values = Enumerable.Range(0, 20_000).Select(_ => (long)Math.Exp(random.NextDouble() * 25)).ToArray();
        foreach (var value in values)
        {
            histogram.Record(value);
        }

        Array.Sort(values);
        foreach (var share in (double[])[0.01, 0.5, 0.9, 0.99, 0.999, 1])
        {
            var exact = values[Math.Max(0, (int)Math.Ceiling(share * values.Length) - 1)];
            var error = Math.Abs(histogram.Percentile(share) - exact) / (double)exact;
            Check($"the histogram knows the {share:0.###} percentile within 0.4 %", error <= 0.004, $"{histogram.Percentile(share)} for {exact}");
        }

        Check("the histogram's maximum is exact", histogram.Max == values[^1]);
        var empty = new Histogram();
        Check("an empty histogram has no percentiles", empty.Percentile(0.5) == 0 && empty.Mean == 0);
        empty.Record(long.MaxValue);
        Check("a value beyond the range lands in the last bucket", empty.Count == 1 && empty.Max == long.MaxValue);
    }

    private void CheckLoopback()
    {
        foreach (var address in (string[])["192.0.2.1:143", "0.0.0.0:143", "[2001:db8::1]:143", "example.org:143", "127.0.0.1"])
        {
            Check($"{address} is refused as a target", Throws(() => LoopbackEndpoint.Parse(address)));
        }

        Check("127.9.9.9:143 is a target", !Throws(() => LoopbackEndpoint.Parse("127.9.9.9:143")));
        Check("[::1]:143 is a target", !Throws(() => LoopbackEndpoint.Parse("[::1]:143")));
        Check("a misspelt option is refused", Throws(() => new Arguments(["--tiem", "1"]).RefuseOthers()));
        Check("a run of a day is refused", Throws(() => RunOptions.Parse(RunKind.Login, new Arguments(["--server", "127.0.0.1:1", "--time", "86400"]))));
    }

    private static bool Throws(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (UsageException)
        {
            return true;
        }
    }

    private async Task CheckSuccessesAsync()
    {
        var anywhere = new IPEndPoint(IPAddress.Loopback, 0);
        using var stub = new StubBackend(new StubOptions { Imap = [anywhere], Pop3 = [anywhere], Http = anywhere }, time);
        foreach (var protocol in Enum.GetValues<MailProtocol>())
        {
            var server = protocol == MailProtocol.Imap ? stub.Imap[0] : stub.Pop3[0];
            foreach (var kind in Enum.GetValues<RunKind>())
            {
                var result = await MeasureAsync(kind, server, "--protocol", protocol.ToString(), "--kib", kind == RunKind.Login ? "0" : "300", "--stub", stub.Http!.ToString());
                Check($"{protocol} {kind} against the stub succeeds and both sides count the same logins",
                    result is { IsClean: true, Recorder.AllOperations: > 0 } && result.StubLogins == result.Recorder.Logins, Found(result));
                if (kind == RunKind.Relay)
                {
                    var bytes = result.Recorder.Bytes / (300.0 * 1024);
                    Check($"{protocol} Relay counts the bytes of its bodies", Math.Abs(bytes - result.Recorder.Operations) <= 5, $"{bytes} bodies of bytes, {result.Recorder.Operations} operations");
                }
            }

            var wrong = await MeasureAsync(RunKind.Login, server, "--protocol", protocol.ToString(), "--password", "wrong", "--stub", stub.Http!.ToString());
            Check($"{protocol}: a wrong password is a failure and no login",
                wrong is { IsClean: false, Recorder: { AllOperations: 0, Logins: 0 }, StubLogins: 0 } && wrong.Recorder.Failures.ContainsKey("Login.Rejected"), Found(wrong));
        }

        var open = await MeasureAsync(RunKind.Login, stub.Imap[0], "--rate", "500", "--time", "1", "--connections", "2000", "--timeout", "20", "--sources", "20");
        Check("an open loop keeps its rate", open.IsClean && Math.Abs(open.Rate - 500) < 100, $"{open.Rate}/s, {Found(open)}");
    }

    private async Task CheckTlsAsync()
    {
        using var server = new ScriptedServer(async peer =>
        {
            await peer.SecureAsync();
            await PlayAsync(peer);
        });
        var implicitTls = await MeasureAsync(RunKind.Login, server.Endpoint, "--mode", "tls");
        Check("TLS sessions succeed", implicitTls is { IsClean: true, Recorder.AllOperations: > 0 }, Found(implicitTls));

        using var starting = new ScriptedServer(async peer =>
        {
            await peer.SayLineAsync("* OK ready");
            await peer.AnswerAsync("OK begin");
            await peer.SecureAsync();
            await PlayAsync(peer, greets: false);
        });
        var startTls = await MeasureAsync(RunKind.Login, starting.Endpoint, "--mode", "starttls");
        Check("STARTTLS sessions succeed", startTls is { IsClean: true, Recorder.AllOperations: > 0 }, Found(startTls));

        using var plain = new ScriptedServer(peer => PlayAsync(peer));
        var mismatch = await MeasureAsync(RunKind.Login, plain.Endpoint, "--mode", "tls");
        Check("a server that speaks no TLS is a failure", mismatch is { IsClean: false, Recorder.AllOperations: 0 } && mismatch.Recorder.Failures.Keys.All(k => k.StartsWith("Tls.", StringComparison.Ordinal)), Found(mismatch));
    }

    private static async Task PlayAsync(ScriptedPeer peer, bool greets = true)
    {
        if (greets)
        {
            await peer.SayLineAsync("* OK ready");
        }

        await peer.AnswerAsync("OK in");
        await peer.AnswerAsync("OK out");
        await peer.ShutdownAsync();
    }
}
