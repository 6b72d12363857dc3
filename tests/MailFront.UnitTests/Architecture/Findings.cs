namespace MailFront.UnitTests.Architecture;

/// <summary>What a search for broken rules has found.</summary>
internal static class Findings
{
    /// <summary>Fails with every finding, a line each.</summary>
    public static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        if (all.Count > 0)
        {
            Assert.Fail("\n" + string.Join("\n", all));
        }
    }
}
