namespace MailFront.Transport.Relaying;

/// <summary>How a relay ended and what it carried.</summary>
/// <param name="End">What happened first.</param>
/// <param name="BytesToClient">Bytes written to the client.</param>
/// <param name="BytesToBackend">Bytes written to the backend.</param>
public readonly record struct RelayResult(RelayEnd End, long BytesToClient, long BytesToBackend)
{
    /// <summary>Whether the client was kept for a while after its backend was gone; nothing was sent half, and a last word may be written.</summary>
    public bool WasKept { get; init; }
}
