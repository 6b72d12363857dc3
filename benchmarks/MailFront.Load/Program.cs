using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using MailFront.Load.CommandLine;
using MailFront.Load.Flooding;
using MailFront.Load.Reports;
using MailFront.Load.Runs;
using MailFront.Load.SelfTests;
using MailFront.Load.Stub;
using MailFront.Load.Telling;

// One epoll thread that runs the continuations itself: generator and stub then use one core at most and no thread pool between a
// socket's event and its answer. Must be set before the first socket.
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
    var command = args.FirstOrDefault() ?? "";
    if (Enum.TryParse<RunKind>(command, ignoreCase: true, out var kind) && Enum.IsDefined(kind))
    {
        return await MeasureAsync(kind, new Arguments(args[1..]));
    }

    return command switch
    {
        "backend" => await ServeAsync(new Arguments(args[1..])),
        "selftest" => await SelfTest.RunAsync(TimeProvider.System, stop.Token) ? Ok : Failed,
        "tell" => await TellAsync(new Arguments(args[1..])),
        "flood" => await FloodAsync(new Arguments(args[1..])),
        "table" => Table(args[1..]),
        _ => throw new UsageException($"'{command}' is not a command"),
    };
}
catch (UsageException e)
{
    await Console.Error.WriteLineAsync($"MailFront.Load: {e.Message}\n{Usage.Text}");
    return WrongUsage;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return Failed;
}

async Task<int> MeasureAsync(RunKind kind, Arguments arguments)
{
    var options = RunOptions.Parse(kind, arguments);
    var file = arguments.Text("json", "");
    var labels = arguments.Text("label", "").Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l.Length > 1 ? l[1] : "");
    arguments.RefuseOthers();
    var result = await LoadRun.RunAsync(options, TimeProvider.System, stop.Token);
    Console.Write(RunReport.Text(result));
    if (file.Length > 0)
    {
        await File.AppendAllTextAsync(file, RunReport.Json(result, labels).ToJsonString() + "\n", stop.Token);
    }

    return result.IsClean ? Ok : Failed;
}

async Task<int> ServeAsync(Arguments arguments)
{
    var options = StubOptions.Parse(arguments);
    arguments.RefuseOthers();
    using var backend = new StubBackend(options, TimeProvider.System);
    Console.WriteLine($"stub backend ready imap={backend.Imap[0]} pop3={backend.Pop3[0]} http={backend.Http}");
    try
    {
        await backend.Completion.WaitAsync(stop.Token);
    }
    catch (OperationCanceledException)
    {
        var counted = backend.Statistics;
        Console.WriteLine($"stub backend ended logins={counted.Logins} rejected={counted.Rejected} questions={counted.Asked}");
    }

    return Ok;
}

async Task<int> TellAsync(Arguments arguments)
{
    var run = new TellRun(arguments, TimeProvider.System);
    arguments.RefuseOthers();
    Console.Write(await run.RunAsync(stop.Token));
    return Ok;
}

async Task<int> FloodAsync(Arguments arguments)
{
    var run = new FloodRun(arguments, TimeProvider.System);
    arguments.RefuseOthers();
    Console.Write(await run.RunAsync(stop.Token));
    return Ok;
}

int Table(string[] arguments)
{
    var file = arguments.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal)) ?? throw new UsageException("table FILE [--reference NAME]");
    var options = new Arguments([.. arguments.Where(a => a != file)]);
    var reference = options.Text("reference", "nginx");
    options.RefuseOthers();
    var samples = File.ReadLines(file).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
    Console.Write(ComparisonTable.Markdown(samples, reference));
    return Ok;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
