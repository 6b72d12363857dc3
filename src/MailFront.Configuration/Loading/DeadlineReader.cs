using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>Deadlines and inactivity times of a service.</summary>
internal static class DeadlineReader
{
    /// <summary>Reads them all.</summary>
    public static DeadlineSettings Read(OptionReader reader)
    {
        var defaults = new DeadlineSettings();
        return new DeadlineSettings
        {
            ProxyHeader = reader.Duration(MailFrontOptions.ProxyHeaderDeadline),
            Handshake = reader.Duration(MailFrontOptions.HandshakeDeadline),
            FirstCommand = reader.Duration(MailFrontOptions.FirstCommandDeadline),
            Command = reader.Duration(MailFrontOptions.CommandDeadline),
            Login = reader.Duration(MailFrontOptions.LoginDeadline),
            ScalingPercent = reader.Number(MailFrontOptions.DeadlineScaling),
            SlowLogin = reader.Duration(MailFrontOptions.SlowLogin),
            Failed = reader.Duration(MailFrontOptions.FailedDeadline),
            ImapInactivity = AtLeast(reader, "timeout", DeadlineSettings.ImapFloor) ?? defaults.ImapInactivity,
            Pop3Inactivity = AtLeast(reader, "poptimeout", DeadlineSettings.Pop3Floor) ?? defaults.Pop3Inactivity,
        };
    }

    /// <summary>A duration that is zero or more; null when not set.</summary>
    public static TimeSpan? NotNegative(OptionReader reader, string name, DurationUnit bareUnit)
    {
        var duration = reader.Duration(name, bareUnit);
        if (duration < TimeSpan.Zero)
        {
            reader.Bad(reader.Find(name)!, "a duration of 0 or more");
            return null;
        }

        return duration;
    }

    private static TimeSpan? AtLeast(OptionReader reader, string name, TimeSpan floor)
    {
        var duration = reader.Duration(name, DurationUnit.Minutes);
        if (duration >= floor || duration is null)
        {
            return duration;
        }

        reader.Diagnostics.Note(
            reader.PlaceOf(name),
            name,
            $"{name} is below {floor.TotalMinutes:0} minutes, the least the protocol allows",
            $"{floor.TotalMinutes:0} minutes, as by Cyrus");
        return floor;
    }

}
