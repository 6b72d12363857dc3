namespace MailFront.Transport.Relaying;

/// <summary>Something that looks at the clock once a second.</summary>
public interface ISweepTarget
{
    /// <summary>Called about once a second. Must not block or throw.</summary>
    /// <param name="now">Whole seconds since the sweeper started; monotonic.</param>
    void OnSweep(int now);
}
