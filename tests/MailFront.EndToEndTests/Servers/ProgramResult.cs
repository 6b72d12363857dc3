namespace MailFront.EndToEndTests.Servers;

/// <summary>What a program left: exit code and both outputs.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Fails the test, showing everything, unless the program succeeded.</summary>
    public ProgramResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n--- output\n{Output}\n--- errors\n{Errors}");
        return this;
    }
}
