namespace MailFront.Defence.Login;

/// <summary>A part of the network, and how much must have been wrong from there before what comes next is suspect.</summary>
internal enum SourceLevel
{
    /// <summary>One address: one failure.</summary>
    Address,

    /// <summary>/64 of IPv6: failures from two addresses of it.</summary>
    Subnet,

    /// <summary>/24 of IPv4, /56 of IPv6: failures from two addresses or subnets of it.</summary>
    Place,

    /// <summary>/48 of IPv6: failures from three places of it.</summary>
    Site,
}
