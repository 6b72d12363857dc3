using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Product;

/// <summary>The built executable, run as an operator runs it. MAILFRONT_EXECUTABLE names another one, a published one for example.</summary>
internal static class MailFrontCommand
{
    public static string Executable { get; } = FindExecutable();

    public static Task<ProgramResult> RunAsync(params string[] arguments) => RunningProgram.RunAsync(Executable, arguments);

    public static Task<ProgramResult> RunWithInputAsync(string input, params string[] arguments) =>
        RunningProgram.RunAsync(Executable, arguments, input);

    private static string FindExecutable()
    {
        var path = Environment.GetEnvironmentVariable("MAILFRONT_EXECUTABLE") is { Length: > 0 } given
            ? given
            : Path.Combine(Repository.Root, "src", "MailFront", "bin", "Release", "net10.0", "mailfront");
        return File.Exists(path) ? path : throw new InvalidOperationException($"No {path}: run dotnet build -c Release first, as ./test.sh does.");
    }
}
