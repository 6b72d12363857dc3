using System.Net.Sockets;
using System.Text;
using MailFront.Logging;
using Serilog.Events;

namespace MailFront.UnitTests.Host.Logging;

public sealed class SyslogTargetTests : IDisposable
{
    private const int PatienceMilliseconds = 10_000;

    private static readonly DateTimeOffset _stamp = new(2026, 11, 4, 8, 5, 9, TimeSpan.Zero);

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mailfront-syslog-").FullName;
    private Socket? _syslogd;

    private string SocketPath => Path.Combine(_folder, "log");

    [Theory]
    [InlineData("mail", LogEventLevel.Fatal, (2 << 3) | 2)]
    [InlineData("mail", LogEventLevel.Error, (2 << 3) | 3)]
    [InlineData("mail", LogEventLevel.Warning, (2 << 3) | 4)]
    [InlineData("mail", LogEventLevel.Information, (2 << 3) | 5)]
    [InlineData("mail", LogEventLevel.Debug, (2 << 3) | 7)]
    [InlineData("local6", LogEventLevel.Warning, (22 << 3) | 4)]
    [InlineData("nonsense", LogEventLevel.Warning, (2 << 3) | 4)]
    public void Facility_and_severity_make_the_priority(string facility, LogEventLevel level, int priority)
    {
        StartSyslogd();
        using var target = new SyslogTarget(SocketPath, facility);

        target.Write(Line("draining", level));

        Assert.StartsWith($"<{priority}>", Receive(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_carries_the_time_of_its_event_and_the_name_of_its_service()
    {
        StartSyslogd();
        using var target = new SyslogTarget(SocketPath, "mail");

        target.Write(Line("login: jo"));

        Assert.Equal($"<21>Nov  4 {_stamp.ToLocalTime():HH:mm:ss} cyrus/imaps[{Environment.ProcessId}]: login: jo", Receive());
    }

    [Fact]
    public void A_syslogd_that_was_restarted_gets_the_next_line()
    {
        StartSyslogd();
        using var target = new SyslogTarget(SocketPath, "mail");
        target.Write(Line("first"));
        Receive();
        StopSyslogd();
        target.Write(Line("lost"));
        StartSyslogd();

        target.Write(Line("second"));

        Assert.EndsWith(": second", Receive(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_syslogd_that_was_replaced_between_two_lines_costs_none()
    {
        StartSyslogd();
        using var target = new SyslogTarget(SocketPath, "mail");
        target.Write(Line("first"));
        StopSyslogd();
        StartSyslogd();

        target.Write(Line("second"));

        Assert.EndsWith(": second", Receive(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_too_long_for_a_datagram_is_cut()
    {
        StartSyslogd();
        using var target = new SyslogTarget(SocketPath, "mail");

        target.Write(Line(new string('x', 10_000)));

        Assert.Equal(8_192, Receive().Length);
    }

    public void Dispose()
    {
        _syslogd?.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static LogLine Line(string message, LogEventLevel level = LogEventLevel.Information) => new(message, message, "cyrus/imaps", level, _stamp);

    private void StartSyslogd()
    {
        _syslogd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = PatienceMilliseconds };
        _syslogd.Bind(new UnixDomainSocketEndPoint(SocketPath));
    }

    private void StopSyslogd()
    {
        _syslogd?.Dispose();
        File.Delete(SocketPath);
    }

    private string Receive()
    {
        var datagram = new byte[16_384];
        return Encoding.UTF8.GetString(datagram, 0, _syslogd!.Receive(datagram));
    }
}
