namespace MailFront.Authentication.Hashing;

/// <summary>A stored password of one scheme, parsed and bounded.</summary>
internal interface IPasswordHash
{
    /// <summary>Scheme and parameters that decide how long <see cref="Matches"/> takes; equal text means equal work. Holds nothing secret.</summary>
    string Cost { get; }

    /// <summary>Whether <paramref name="password"/> is the stored one. Takes up to about half a second of CPU; for hashing threads only.</summary>
    bool Matches(ReadOnlySpan<byte> password);
}
