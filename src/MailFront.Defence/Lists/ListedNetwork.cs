namespace MailFront.Defence.Lists;

/// <summary>An entry of a list.</summary>
/// <param name="Network">Whom it means.</param>
/// <param name="Place">Where it is written, for people: <c>mailfront_allow, imapd.conf:12</c>.</param>
public readonly record struct ListedNetwork(NetworkPrefix Network, string Place);
