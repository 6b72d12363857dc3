using System.Net;

namespace MailFront.Rig.Population;

/// <summary>
/// Addresses of 127.0.0.0/8. Devices and bots have a /24 each, except the devices behind the webmail and the NAT, and one bot in twenty,
/// which sits in the /24 of a user's device.
/// </summary>
internal sealed class Sources(int users, int devices, int webmailUsers, int natUsers)
{
    private const byte Loopback = 127;
    private const int NetworksPerOctet = 200;
    private const int DeviceOctet = 16;
    private const int BotOctet = 100;
    private const int StrangerOctet = 210;
    private const int NeighbourEvery = 20;
    private const byte NeighbourHost = 251;
    private const int Hosts = 250;

    private static readonly IPAddress _webmail = new([Loopback, 8, 0, 8]);
    private static readonly IPAddress _nat = new([Loopback, 9, 0, 9]);

    /// <summary>Where a user's device is: the last device of the first users is the webmail, the one before it of the next users is in the NAT.</summary>
    public IPAddress Device(int user, int device)
    {
        if (device == devices - 1 && user <= webmailUsers)
        {
            return _webmail;
        }

        if (device == Math.Max(0, devices - 2) && user > webmailUsers && user <= webmailUsers + natUsers)
        {
            return _nat;
        }

        return Own(DeviceOctet, ((user - 1) * devices) + device, 0);
    }

    /// <summary>Where a bot is.</summary>
    public IPAddress Bot(int bot) => bot % NeighbourEvery == 0
        ? Own(DeviceOctet, bot / NeighbourEvery * devices % (users * devices), NeighbourHost)
        : Own(BotOctet, bot, 0);

    /// <summary>A place where nobody was before.</summary>
    public static IPAddress Stranger(int index) => Own(StrangerOctet, index, 0);

    private static IPAddress Own(int octet, int network, byte host) => new(
    [
        Loopback, (byte)(octet + network / NetworksPerOctet), (byte)(network % NetworksPerOctet),
        host == 0 ? (byte)(1 + (network * 7L % Hosts)) : host,
    ]);
}
