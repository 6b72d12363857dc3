using System.Net;

namespace MailFront.Configuration.Lists;

/// <summary>A network in a list.</summary>
/// <param name="Network">Whom it means.</param>
/// <param name="Place">Where it is written, for people: <c>mailfront_allow, /etc/imapd.conf:12</c>.</param>
public sealed record ListEntry(IPNetwork Network, string Place);
