namespace MailFront.Authentication.Hashing;

/// <summary>A parsed hash, or what is wrong with it.</summary>
/// <param name="Hash">The hash; null when there is a complaint.</param>
/// <param name="Complaint">What is wrong, without a word of the hash; null when there is a hash.</param>
internal readonly record struct PasswordHashOutcome(IPasswordHash? Hash, string? Complaint)
{
    /// <summary>A hash that cannot be used.</summary>
    public static PasswordHashOutcome Bad(string complaint) => new(null, complaint);
}
