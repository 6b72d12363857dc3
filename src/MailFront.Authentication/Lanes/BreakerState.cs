namespace MailFront.Authentication.Lanes;

/// <summary>Whether an endpoint is asked.</summary>
public enum BreakerState
{
    /// <summary>It works and is asked.</summary>
    Closed,

    /// <summary>It failed too often in a row and is left alone.</summary>
    Open,

    /// <summary>One question finds out whether it is back.</summary>
    HalfOpen,
}
