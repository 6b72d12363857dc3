namespace MailFront.Backends.Capabilities;

/// <summary>What every backend offers, as far as it is known.</summary>
/// <param name="Common">What all backends known so far offer; empty when none is known.</param>
/// <param name="KnownBackends">How many backends it rests on, those that only the directory names included.</param>
/// <param name="AllKnown">True when at least one is known and each configured backend is among them.</param>
public sealed record CapabilitySnapshot(CapabilitySet Common, int KnownBackends, bool AllKnown);
