namespace MailFront.TestKit.Splitting;

/// <summary>
/// Delivers one input to an incremental scanner in many ways and demands the same outcome each time: networks cut where they like.
/// </summary>
public static class SplitInput
{
    /// <summary>
    /// Runs <paramref name="run"/> on the whole input, on each cut in two, and byte by byte. It gets what has arrived so far,
    /// each time more, the last time all, and returns a transcript of what the scanner said.
    /// </summary>
    public static string AssertSameOutcome(ReadOnlyMemory<byte> input, Func<IEnumerable<ReadOnlyMemory<byte>>, string> run)
    {
        string expected = run([input]);
        for (int cut = 0; cut < input.Length; cut++)
        {
            Compare(expected, run([input[..cut], input]), $"cut at {cut}");
        }

        Compare(expected, run(Enumerable.Range(0, input.Length + 1).Select(length => input[..length])), "byte by byte");
        return expected;
    }

    /// <summary>The same with a few random cuts at a time, for inputs too long for every cut.</summary>
    public static string AssertSameOutcome(ReadOnlyMemory<byte> input, Func<IEnumerable<ReadOnlyMemory<byte>>, string> run, Random random, int rounds)
    {
        const int maxCuts = 6;
        string expected = run([input]);
        for (int round = 0; round < rounds; round++)
        {
            int[] cuts = [.. Enumerable.Range(0, random.Next(1, maxCuts)).Select(_ => random.Next(input.Length + 1)).Order(), input.Length];
            Compare(expected, run(cuts.Select(length => input[..length])), $"cuts at {string.Join(", ", cuts)}");
        }

        return expected;
    }

    private static void Compare(string expected, string actual, string how)
    {
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The outcome depends on the split ({how}).\nWhole: {expected}\nSplit: {actual}");
        }
    }
}
