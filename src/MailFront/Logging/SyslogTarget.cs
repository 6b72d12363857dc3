using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Serilog.Events;

namespace MailFront.Logging;

/// <summary>
/// Sends lines to the local syslog socket each under its service's own program name
/// (<c>imap</c>, <c>cyrus/pop3s</c>), as Cyrus does (RFC 3164 form, as glibc's syslog(3) sends it).
/// </summary>
internal sealed class SyslogTarget : ILogTarget
{
    /// <summary>The usual socket of syslog and journald.</summary>
    public const string DefaultPath = "/dev/log";

    // RFC 3164 §4.1.1, by the names of syslog.conf(5).
    private static readonly string[] _facilities =
    [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp",
        "ntp", "audit", "alert", "clock", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ];

    private const int Mail = 2;
    private const int MaxDatagramBytes = 8_192;

    private readonly string _path;
    private readonly int _facility;
    private Socket? _socket;

    /// <param name="path">Path of the datagram socket.</param>
    /// <param name="facility"><c>syslog_facility</c>; an unknown name counts as mail.</param>
    public SyslogTarget(string path, string facility)
    {
        _path = path;
        var index = Array.IndexOf(_facilities, facility);
        _facility = (index < 0 ? Mail : index) << 3;
    }

    /// <inheritdoc/>
    public void Write(LogLine line)
    {
        var stamp = line.Timestamp.ToLocalTime();
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"<{_facility | Severity(line.Level)}>{stamp:MMM} {stamp.Day,2} {stamp:HH:mm:ss} {line.Ident}[{Environment.ProcessId}]: {line.Message}");
        var bytes = Encoding.UTF8.GetBytes(text);
        var datagram = bytes.AsSpan(0, Math.Min(bytes.Length, MaxDatagramBytes));

        // syslogd may have been restarted: connect again once, then the line is lost.
        if (!TrySend(datagram))
        {
            Reopen();
            TrySend(datagram);
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
    }

    /// <inheritdoc/>
    public void Reopen()
    {
        _socket?.Dispose();
        _socket = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private static int Severity(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal => 2,
        LogEventLevel.Error => 3,
        LogEventLevel.Warning => 4,
        LogEventLevel.Information => 5,
        _ => 7,
    };

    private bool TrySend(ReadOnlySpan<byte> datagram)
    {
        try
        {
            _socket ??= Connect();
            return _socket.Send(datagram) == datagram.Length;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(_path));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
