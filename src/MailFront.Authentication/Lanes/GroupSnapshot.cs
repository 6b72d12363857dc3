namespace MailFront.Authentication.Lanes;

/// <summary>A <see cref="CheckerGroup"/> at one moment: all numbers belong together.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Classes">Known, new, suspect, in this order.</param>
/// <param name="Endpoints">The endpoints as configured.</param>
public sealed record GroupSnapshot(string Name, IReadOnlyList<ClassSnapshot> Classes, IReadOnlyList<EndpointSnapshot> Endpoints);
