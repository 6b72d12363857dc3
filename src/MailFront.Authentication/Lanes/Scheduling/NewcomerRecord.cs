namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>
/// Whether new logins are mostly wrong lately, as when a botnet tries stolen credentials, each once and from a fresh source, which nothing tells
/// from a user at a new place. Then they get less, and the latest first.
/// </summary>
internal sealed class NewcomerRecord
{
    // People mistype one password in fifty. Three quarters of "no" over some twenty answers are no people; half are doubtful, and leave things as they are.
    private const double Memory = 0.95;
    private const double Bad = 0.75;
    private const double Good = 0.5;

    private double _wrong;

    /// <summary>True while new logins are mostly wrong.</summary>
    public bool IsBad { get; private set; }

    /// <summary>A new login was answered.</summary>
    public void Answered(bool isRight)
    {
        _wrong = (_wrong * Memory) + (isRight ? 0 : 1 - Memory);
        IsBad = _wrong >= (IsBad ? Good : Bad);
    }
}
