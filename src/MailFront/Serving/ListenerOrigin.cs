namespace MailFront.Serving;

/// <summary>The part of cyrus.conf that asks for sockets: an address of a service as it is written.</summary>
/// <param name="Service">Name of the service.</param>
/// <param name="Address">The address; <c>systemd</c> for sockets systemd passed.</param>
internal readonly record struct ListenerOrigin(string Service, string Address);
