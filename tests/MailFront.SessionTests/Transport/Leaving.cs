namespace MailFront.SessionTests.Transport;

/// <summary>Ways in which a peer leaves.</summary>
public enum Leaving
{
    Close,
    HalfClose,
    Reset,
}
