using System.Globalization;
using BenchmarkDotNet.Running;
using MailFront.Benchmarks.Decisions;

// A decision log for docs/performance.md: attacked-day FILE LOGINS.
if (args is ["attacked-day", var path, var logins])
{
    Console.WriteLine(AttackedDay.Write(path, int.Parse(logins, CultureInfo.InvariantCulture)));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(ReplayBenchmarks).Assembly).Run(args);
