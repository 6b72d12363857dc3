using System.Net;

namespace MailFront.Transport.Outbound;

/// <summary>What the name service said: addresses, or why there are none.</summary>
/// <param name="Addresses">In the order to try; empty on failure.</param>
/// <param name="Failure"><see cref="ConnectStatus.NameNotFound"/>, <see cref="ConnectStatus.NameServiceFailed"/> or <see cref="ConnectStatus.TimedOut"/>; null on success.</param>
internal readonly record struct AddressAnswer(IPAddress[] Addresses, ConnectStatus? Failure)
{
    public static AddressAnswer Failed(ConnectStatus status) => new([], status);
}
