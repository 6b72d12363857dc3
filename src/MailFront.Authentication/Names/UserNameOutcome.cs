namespace MailFront.Authentication.Names;

/// <summary>What <see cref="UserNamePolicy"/> made of a name.</summary>
/// <param name="Refusal"><see cref="UserNameRefusal.None"/> when the name may be used.</param>
/// <param name="Name">The canonical name; empty when refused.</param>
/// <param name="Detail">The <c>+detail</c> cut from it, plus sign included; null when there was none or it was not to be cut.</param>
public readonly record struct UserNameOutcome(UserNameRefusal Refusal, string Name, string? Detail)
{
    /// <summary>True when <see cref="Name"/> is a user name.</summary>
    public bool IsAccepted => Refusal == UserNameRefusal.None;
}
