using System.Buffers;
using System.Net;
using System.Reflection;
using MailFront.Decisions;
using MailFront.Defence;
using MailFront.Defence.Decisions;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Host.Decisions;

/// <summary>Records in which every property has a value of its own, found by reflection: a property that is added and not written fails the round trip.</summary>
internal static class DecisionSamples
{
    public static readonly byte[] Key = [.. Enumerable.Range(1, DecisionLogHeader.KeyBytes).Select(i => (byte)i)];

    public static DecisionLogHeader Header { get; } = new()
    {
        Run = "0123456789abcdef",
        Next = 1,
        At = TimeSpan.FromDays(3),
        Wall = new DateTimeOffset(2026, 11, 24, 14, 0, 0, TimeSpan.Zero),
        EvidenceKey = Key,
        Evidence = Filled(new LoginHistoryOptions()),
        Capacity = 9000,
        HasMore = true,
        HasHashedUsers = true,
    };

    public static IEnumerable<DecisionRecord> All() => Enum.GetValues<DecisionKind>().Select(Of);

    public static DecisionRecord Of(DecisionKind kind)
    {
        var record = new DecisionRecord { Kind = kind, Number = 7, At = TimeSpan.FromTicks(1_234_567_890_123) };
        var login = Filled(new LoginFacts("ann \"ä\"\n\\", IPAddress.Parse("2001:db8::7"))) with { HasLocation = false };
        return kind switch
        {
            DecisionKind.Options => record with { Options = Filled(new DefenceOptions { MaxConnections = 1, MaxPreLoginConnections = 1 }) },
            DecisionKind.Assessed => record with
            {
                Login = login,
                Answer = new() { Assessment = new(LoginClass.Suspect, EvidenceKinds.TargetedUser | EvidenceKinds.SprayedPassword) },
            },
            DecisionKind.Observed => record with { Login = login, Result = LoginResult.UnknownUser },
            DecisionKind.Failures => record with { Login = login, Answer = new() { Failures = 5 } },
            DecisionKind.Standing => record with { Login = login, Answer = new() { Standing = new(3, true) } },
            DecisionKind.Alarm => record with { Answer = new() { IsAlarmed = true } },
            _ => record with
            {
                Checkpoint = Checkpoint.Credential,
                Facts = Filled(new ClientFacts()),
                Answer = new() { Verdict = Filled(new Verdict(VerdictAction.AnswerAndClose, VerdictReason.TooManyFailures, default, default)) },
            },
        };
    }

    public static byte[] LineOf(in DecisionRecord record, KeyedHash? names = null)
    {
        var lines = new ArrayBufferWriter<byte>();
        using var writer = new DecisionLineWriter(lines, names);
        writer.Write(record);
        return lines.WrittenSpan.ToArray();
    }

    public static byte[] LineOf(DecisionLogHeader header)
    {
        var lines = new ArrayBufferWriter<byte>();
        using var writer = new DecisionLineWriter(lines, names: null);
        writer.Write(header);
        return lines.WrittenSpan.ToArray();
    }

    /// <summary>A copy of <paramref name="value"/> whose properties all differ from their defaults and from each other.</summary>
    public static T Filled<T>(T value)
        where T : notnull
    {
        object boxed = value;
        var next = 11;
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            property.SetValue(boxed, Value(property, property.GetValue(boxed), next++));
        }

        return (T)boxed;
    }

    private static object? Value(PropertyInfo property, object? present, int number)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(values.Length - 1);
        }

        return type switch
        {
            _ when type == typeof(string) => present is string { Length: > 0 } ? present : $"text-{number}",
            _ when type == typeof(int) => number,
            _ when type == typeof(ulong) => 0xfedc_ba98_7654_3200 + (ulong)number,
            _ when type == typeof(bool) => true,
            _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(1_000_001 * number),
            _ when type == typeof(IPAddress) => IPAddress.Parse("192.0.2.7"),
            _ when type == typeof(SourceStanding) => new SourceStanding(number, IsSuspect: true),
            _ when type == typeof(FailureLimits) => Filled(new FailureLimits()),
            _ when type == typeof(IReadOnlyList<IPNetwork>) => new[] { IPNetwork.Parse($"10.{number}.0.0/16"), IPNetwork.Parse("2001:db8::/32") },
            _ => throw new InvalidOperationException(
                $"{property.DeclaringType!.Name}.{property.Name}: give it a value here, and a field in DecisionLineWriter and DecisionLineFields"),
        };
    }
}
