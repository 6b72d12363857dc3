using System.Net;

namespace MailFront.UnitTests.Defence.Simulation;

/// <summary>One login as the simulation makes it.</summary>
/// <param name="User">The name given.</param>
/// <param name="Source">Where from.</param>
/// <param name="Password">The password's fingerprint.</param>
/// <param name="IsRight">Whether it is the user's.</param>
internal readonly record struct Attempt(string User, IPAddress Source, ulong Password, bool IsRight)
{
    /// <summary>Whether the directory knows the name.</summary>
    public bool Exists { get; init; } = true;
}
