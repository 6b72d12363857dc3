namespace MailFront.EndToEndTests.Servers;

/// <summary>Runs a script of tests/servers and reads the key=value lines it prints.</summary>
internal static class ServerScript
{
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyDictionary<string, string>> RunAsync(string script, params string[] arguments)
    {
        var result = await RunningProgram.RunAsync(Repository.ServerScript(script), arguments, deadline: _deadline);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"tests/servers/{script} failed ({result.ExitCode}): {result.Errors}");
        }

        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1]);
    }
}
