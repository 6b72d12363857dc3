using MailFront.Defence.Pressure;
using MailFront.Sessions.Pressure;
using MailFront.TestKit.Time;
using Microsoft.Extensions.Logging;

namespace MailFront.UnitTests.Sessions.Pressure;

public sealed class PressureSamplerTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly PressureGauge _gauge = new();
    private readonly Lines _lines = new();
    private int _preLogin;

    [Fact]
    public void What_is_read_is_on_the_gauge_with_its_reason()
    {
        _preLogin = 70;

        Sampler().Sample();

        Assert.Equal((0.7f, PressureKind.PreLogin), (_gauge.Level, _gauge.Reading.Worst));
    }

    [Fact]
    public void An_alarm_reaches_the_gauge()
    {
        Sampler(isAlarmed: true).Sample();

        Assert.Equal(PressureGauge.AlarmLevel, _gauge.LevelForUnproven);
    }

    [Fact]
    public void A_rise_is_told_once_with_its_reason_and_so_is_its_end()
    {
        var sampler = Sampler();
        foreach (var level in new[] { 10, 85, 90, 70, 99, 50, 40 })
        {
            _preLogin = level;
            sampler.Sample();
            _time.Advance(TimeSpan.FromSeconds(11));
        }

        Assert.Equal(
            ["pressure is high: 0.85 of PreLogin; deadlines before login shrink for whoever is not proven", "pressure is over: 0.50"],
            _lines.Written);
    }

    [Fact]
    public void A_level_that_swings_is_told_every_ten_seconds_at_most()
    {
        var sampler = Sampler();
        for (var i = 0; i < 80; i++)
        {
            _preLogin = i % 2 == 0 ? 90 : 10;
            sampler.Sample();
            _time.Advance(PressureSampler.Interval);
        }

        Assert.InRange(_lines.Written.Count, 1, 2);
    }

    private PressureSampler Sampler(bool isAlarmed = false) => new(
        _gauge, () => new PressureFacts { PreLogin = _preLogin, PreLoginLimit = 100 }, _ => isAlarmed, _time, _lines);

    private sealed class Lines : ILogger<PressureSampler>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
