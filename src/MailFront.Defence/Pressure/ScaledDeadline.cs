namespace MailFront.Defence.Pressure;

/// <summary>
/// A deadline that shrinks with pressure, smoothly and down to a floor (the formula of Envoy's overload manager, <c>reduce_timeouts</c>). A switch
/// between two values would hurt everybody at the moment it is thrown, and flap.
/// </summary>
public static class ScaledDeadline
{
    /// <summary>Where deadlines begin to shrink unless the operator says otherwise: half of something is used up.</summary>
    public const float UsualStart = 0.5f;

    /// <summary>Where the floor is reached. Below 1: at 1 there is no room left for those whose turn the floors shall make.</summary>
    public const float Saturation = 0.95f;

    /// <summary>
    /// <paramref name="full"/> at or below <paramref name="start"/>, <paramref name="floor"/> at or above <see cref="Saturation"/>, between
    /// them on a straight line. A full deadline below its floor is kept: the operator wanted it so.
    /// </summary>
    /// <param name="full">The deadline without pressure.</param>
    /// <param name="floor">What is left of it at full pressure.</param>
    /// <param name="pressure">The level now, 0 to 1.</param>
    /// <param name="start">The level where shrinking begins; at or above <see cref="Saturation"/> nothing shrinks.</param>
    public static TimeSpan Of(TimeSpan full, TimeSpan floor, float pressure, float start)
    {
        if (pressure <= start || start >= Saturation || full <= floor)
        {
            return full;
        }

        var left = Math.Max(0, (Saturation - pressure) / (Saturation - start));
        return floor + ((full - floor) * left);
    }
}
