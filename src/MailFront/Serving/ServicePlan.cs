using MailFront.Configuration.Settings;

namespace MailFront.Serving;

/// <summary>The services as the files ask for them, certificates loaded.</summary>
/// <param name="Services">Each service with its new settings.</param>
/// <param name="WithoutTls">Services with implicit TLS that have no usable certificate, neither a new nor an old one.</param>
/// <param name="KeptTls">How many services go on with old certificates because the new ones cannot be used.</param>
internal sealed record ServicePlan(
    IReadOnlyList<(ListenerSettings Listener, Sessions.ServiceSettings Settings)> Services, IReadOnlyList<string> WithoutTls, int KeptTls);
