namespace MailFront.Defence.Login;

/// <summary>Keyed hashes of the parts of the network an address belongs to, from the narrowest to the widest; 0 where there is no such part.</summary>
/// <param name="Address">The address itself: IPv4 /32, IPv6 /128.</param>
/// <param name="Subnet">IPv6 /64, where one host has as many addresses as it likes.</param>
/// <param name="Place">IPv4 /24, IPv6 /56: what users are proven at.</param>
/// <param name="Site">IPv6 /48, the most that one customer is given.</param>
public readonly record struct SourceKeys(ulong Address, ulong Subnet, ulong Place, ulong Site);
