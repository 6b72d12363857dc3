namespace MailFront.Load.Telling;

/// <summary>How well a threshold on one number tells two causes apart: 0.5 is a coin, 1 is certainty.</summary>
internal static class AreaUnderCurve
{
    /// <summary>The area under the curve of the best way round.</summary>
    public static double Of(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var sorted = other.Order().ToArray();
        var wins = 0.0;
        foreach (var value in one)
        {
            var below = LowerBound(sorted, value);
            var notAbove = LowerBound(sorted, Math.BitIncrement(value));
            wins += below + (notAbove - below) / 2.0;
        }

        var area = wins / one.Count / sorted.Length;
        return Math.Max(area, 1 - area);
    }

    private static int LowerBound(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
