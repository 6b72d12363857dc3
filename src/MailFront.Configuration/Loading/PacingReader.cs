using System.Net;
using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration.Loading;

/// <summary>The login budgets of backends.</summary>
internal static class PacingReader
{
    /// <summary>Reads them.</summary>
    public static BackendPacingSettings Read(OptionReader reader, BackendCatalogue backends, TimeSpan loginDeadline)
    {
        var settings = new BackendPacingSettings
        {
            LoginRate = Limit(reader.Number(MailFrontOptions.BackendLoginRate)),
            Connections = Limit(reader.Number(MailFrontOptions.BackendLoginConnections)),
            Hold = reader.Duration(MailFrontOptions.BackendLoginHold),
            Queue = reader.Number(MailFrontOptions.BackendLoginQueue),
            DisconnectSpread = reader.Duration(MailFrontOptions.DisconnectSpread),
            SourceAddresses = ReadAddresses(reader),
        };
        TellIfNobodyWaits(reader, settings, backends);
        TellIfTooLong(reader, settings, loginDeadline);
        return settings;
    }

    private static int? Limit(int number) => number > 0 ? number : null;

    private static List<IPAddress> ReadAddresses(OptionReader reader)
    {
        var option = MailFrontOptions.BackendSourceAddresses.Name;
        var addresses = new List<IPAddress>();
        foreach (var word in reader.Words(option))
        {
            if (IPAddress.TryParse(word, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
            {
                addresses.Add(address);
            }
            else
            {
                reader.Bad(reader.Find(option)!, "addresses of this machine between blanks");
            }
        }

        return addresses;
    }

    private static void TellIfNobodyWaits(OptionReader reader, BackendPacingSettings settings, BackendCatalogue backends)
    {
        var option = MailFrontOptions.BackendLoginHold.Name;
        if (settings.Hold == TimeSpan.Zero && (settings.LoginRate is not null || backends.Named.Any(backend => backend.LoginRate is not null)))
        {
            reader.Diagnostics.Warning(
                reader.PlaceOf(option),
                option,
                $"{option} is 0: no login waits for its turn",
                "each login above the rate of its backend gets a temporary failure");
        }
    }

    private static void TellIfTooLong(OptionReader reader, BackendPacingSettings settings, TimeSpan loginDeadline)
    {
        var option = MailFrontOptions.BackendLoginHold.Name;
        if (settings.Hold >= loginDeadline)
        {
            reader.Diagnostics.Note(
                reader.PlaceOf(option),
                option,
                $"{option} is not below mailfront_login_deadline",
                "logins wait until 5 s before that deadline at most");
        }
    }
}
