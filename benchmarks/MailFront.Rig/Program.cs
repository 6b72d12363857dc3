using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using MailFront.Load.CommandLine;
using MailFront.Rig;
using MailFront.Rig.Attack;
using MailFront.Rig.Eviction;
using MailFront.Rig.Reports;
using MailFront.Rig.SelfTests;
using MailFront.Rig.SlowAuth;

// As in MailFront.Load: one epoll thread that runs the continuations itself. Must be set before the first socket.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

const int Ok = 0;
const int Failed = 1;
const int WrongUsage = 2;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return args.FirstOrDefault() switch
    {
        "slowauth" => await ServeAsync(new Arguments(args[1..])),
        "attack" => await AttackAsync(new Arguments(args[1..])),
        "table" => Table(args[1..]),
        "eviction" => await CurvesAsync(new Arguments(args[1..])),
        "selftest" => await RigSelfTest.RunAsync(TimeProvider.System, stop.Token) ? Ok : Failed,
        _ => throw new UsageException("a command is missing"),
    };
}
catch (UsageException e)
{
    await Console.Error.WriteLineAsync($"MailFront.Rig: {e.Message}\n{RigUsage.Text}");
    return WrongUsage;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return Failed;
}

async Task<int> ServeAsync(Arguments arguments)
{
    var options = SlowAuthOptions.Parse(arguments);
    arguments.RefuseOthers();
    using var server = new SlowAuthServer(options, TimeProvider.System);
    Console.WriteLine($"slowauth ready workers={options.Workers}");
    try
    {
        await server.RunAsync(stop.Token);
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        Console.WriteLine($"slowauth ended {server.Counts.Json().ToJsonString()}");
    }

    return Ok;
}

async Task<int> AttackAsync(Arguments arguments)
{
    var options = AttackOptions.Parse(arguments);
    arguments.RefuseOthers();
    var result = await AttackRun.RunAsync(options, TimeProvider.System, stop.Token);
    var json = AttackReport.Json(result);
    Console.Write(AttackReport.Text(json));
    if (options.JsonFile.Length > 0)
    {
        await File.AppendAllTextAsync(options.JsonFile, json.ToJsonString() + "\n", stop.Token);
    }

    return Ok;
}

async Task<int> CurvesAsync(Arguments arguments)
{
    var csv = arguments.Text("csv", "");
    var svg = arguments.Text("svg", "");
    var seed = arguments.Whole("seed", 1, 0, int.MaxValue);
    arguments.RefuseOthers();
    var curves = EvictionCurves.Simulate(seed, Console.WriteLine);
    if (csv.Length > 0)
    {
        await File.WriteAllTextAsync(csv, curves.Csv(), stop.Token);
    }

    if (svg.Length > 0)
    {
        await File.WriteAllTextAsync(svg, EvictionPlot.Svg(curves), stop.Token);
    }

    return Ok;
}

int Table(string[] arguments)
{
    var file = arguments.FirstOrDefault() ?? throw new UsageException("table FILE");
    Console.Write(RigTable.Markdown([.. File.ReadLines(file).Select(line => JsonNode.Parse(line)!.AsObject())]));
    return Ok;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
