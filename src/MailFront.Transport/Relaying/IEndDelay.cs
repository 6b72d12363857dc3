using MailFront.Transport.Deadlines;

namespace MailFront.Transport.Relaying;

/// <summary>Decides whether the client of a session whose backend is gone is let go at once.</summary>
public interface IEndDelay
{
    /// <summary>An idle session has lost its backend: what to wait on, and how long, before the client is told; null to tell it at once.</summary>
    WheelDelay? Plan(out TimeSpan delay);
}
