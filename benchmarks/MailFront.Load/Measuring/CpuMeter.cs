namespace MailFront.Load.Measuring;

/// <summary>CPU used by the measured processes, by the rest of the experiment and by others, between two moments.</summary>
internal sealed class CpuMeter(ProcessTree measured, ProcessTree partners, LoadClock clock)
{
    private readonly ProcessTree _self = new([Environment.ProcessId]);
    private double _measured;
    private double _partners;
    private double _own;
    private double _machine;
    private long _began;
    private double _seconds;

    /// <summary>CPU seconds of the measured processes.</summary>
    public double Measured { get; private set; }

    /// <summary>CPU seconds of the generator.</summary>
    public double Own { get; private set; }

    /// <summary>Cores that nobody in the experiment used, on average: the noise.</summary>
    public double ForeignCores { get; private set; }

    /// <summary>Begins the measurement.</summary>
    public void Start()
    {
        _began = clock.Now;
        _measured = measured.CpuSeconds();
        _partners = partners.CpuSeconds();
        _own = _self.CpuSeconds();
        _machine = ProcessTree.MachineCpuSeconds();
    }

    /// <summary>Ends the measurement and fills the properties.</summary>
    public void Stop()
    {
        _seconds = (clock.Now - _began) / (double)LoadClock.Second;
        Measured = measured.CpuSeconds() - _measured;
        Own = _self.CpuSeconds() - _own;
        var known = Measured + Own + partners.CpuSeconds() - _partners;
        ForeignCores = Math.Max(0, ProcessTree.MachineCpuSeconds() - _machine - known) / _seconds;
    }
}
