namespace MailFront.Rig.SelfTests;

/// <summary>Is the population what it is said to be, slowauth as slow as it is said to be, and every login judged as what it was?</summary>
internal sealed class RigSelfTest
{
    private int _passed;
    private int _failed;

    /// <summary>Runs all checks; true when all passed.</summary>
    public static async Task<bool> RunAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var test = new RigSelfTest();
        new PlanChecks(test).Run();
        await new SlowAuthChecks(test, time).RunAsync(cancellationToken);
        await new JudgementChecks(test, time).RunAsync(cancellationToken);
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
}
