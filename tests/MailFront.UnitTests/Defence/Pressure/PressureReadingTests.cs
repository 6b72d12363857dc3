using MailFront.Defence.Pressure;

namespace MailFront.UnitTests.Defence.Pressure;

public sealed class PressureReadingTests
{
    private static readonly PressureFacts _calm = new()
    {
        Descriptors = 100,
        DescriptorLimit = 1000,
        Memory = 100,
        MemoryLimit = 1000,
        Handshakes = 1,
        HandshakeLimit = 10,
        AuthWaitShare = 0.1f,
        PreLogin = 1,
        PreLoginLimit = 10,
    };

    public static TheoryData<PressureFacts, PressureKind> Worst => new()
    {
        { _calm with { Descriptors = 900 }, PressureKind.Descriptors },
        { _calm with { Memory = 900 }, PressureKind.Memory },
        { _calm with { Handshakes = 9 }, PressureKind.Handshakes },
        { _calm with { AuthWaitShare = 0.9f }, PressureKind.AuthQueue },
        { _calm with { PreLogin = 9 }, PressureKind.PreLogin },
    };

    [Theory]
    [MemberData(nameof(Worst))]
    public void The_worst_counts_and_is_the_reason(PressureFacts facts, PressureKind worst)
    {
        var reading = PressureReading.Of(facts);

        Assert.Equal(worst, reading.Worst);
        Assert.Equal(0.9, reading.Level, 0.001);
        Assert.Equal(0.1, reading.LevelOf(PressureReading.Kinds.First(kind => kind != worst)), 0.001);
    }

    [Fact]
    public void A_limit_of_nothing_is_no_limit()
    {
        var reading = PressureReading.Of(new PressureFacts { Descriptors = 5, Memory = 5, Handshakes = 5, PreLogin = 5 });

        Assert.Equal((0f, PressureKind.None), (reading.Level, reading.Worst));
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(-1, 0)]
    [InlineData(7, 1)]
    public void A_share_stays_within_0_and_1(float share, float level)
    {
        Assert.Equal(level, PressureReading.Of(new PressureFacts { AuthWaitShare = share }).Level);
    }

    [Theory]
    [InlineData(0.2, false, 0.2)]
    [InlineData(0.2, true, 0.8)]
    [InlineData(0.9, true, 0.9)]
    public void During_an_alarm_who_is_not_proven_feels_a_stated_pressure_at_least(float level, bool isAlarmed, float felt)
    {
        var gauge = new PressureGauge { Level = level, IsAlarmed = isAlarmed };

        Assert.Equal(felt, gauge.LevelForUnproven);
        Assert.Equal(level, gauge.Level);
    }
}
