using System.Text.Json;
using MailFront.Defence;

namespace MailFront.Decisions;

/// <summary>The field <c>limits</c>: pause, pause of "unavailable", failures, deadline; times in ticks of 100 ns.</summary>
internal static class FailureLimitsField
{
    /// <summary>Numbers in it.</summary>
    public const int Length = 4;

    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter json, FailureLimits limits)
    {
        json.WriteStartArray(DecisionFields.Limits);
        json.WriteNumberValue(limits.Pause.Ticks);
        json.WriteNumberValue(limits.UnavailablePause.Ticks);
        json.WriteNumberValue(limits.MaxFailures);
        json.WriteNumberValue(limits.Deadline.Ticks);
        json.WriteEndArray();
    }

    /// <summary>The limits these numbers stand for; <paramref name="last"/> if it is the same, as it nearly always is.</summary>
    public static FailureLimits Of(ReadOnlySpan<long> numbers, FailureLimits? last)
    {
        if (last is not null
            && last.Pause.Ticks == numbers[0]
            && last.UnavailablePause.Ticks == numbers[1]
            && last.MaxFailures == numbers[2]
            && last.Deadline.Ticks == numbers[3])
        {
            return last;
        }

        return new FailureLimits
        {
            Pause = TimeSpan.FromTicks(numbers[0]),
            UnavailablePause = TimeSpan.FromTicks(numbers[1]),
            MaxFailures = (int)numbers[2],
            Deadline = TimeSpan.FromTicks(numbers[3]),
        };
    }
}
