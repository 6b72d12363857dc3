namespace MailFront.Admin.Queues;

/// <summary>A password checker at one moment.</summary>
/// <param name="Name">Its name in <c>sasl_pwcheck_method</c>.</param>
/// <param name="Classes">Its queue, by class of logins.</param>
/// <param name="Endpoints">The systems behind it.</param>
public sealed record CheckerView(string Name, IReadOnlyList<ClassView> Classes, IReadOnlyList<EndpointView> Endpoints);
