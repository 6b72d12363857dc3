namespace MailFront.UnitTests.Authentication.Simulation;

/// <summary>What honest users of one kind with the right password saw.</summary>
internal sealed class ReadOut
{
    private readonly List<double> _milliseconds = [];

    public int Asked { get; set; }

    public double Success => Asked == 0 ? 1 : (double)_milliseconds.Count / Asked;

    public double P50 => Quantile(0.5);

    public double P99 => Quantile(0.99);

    public void Add(TimeSpan took) => _milliseconds.Add(took.TotalMilliseconds);

    public void Add(ReadOut other)
    {
        Asked += other.Asked;
        _milliseconds.AddRange(other._milliseconds);
    }

    public override string ToString() => $"{Asked} asked, {Success:P2} let in, p50 {P50:F0} ms, p99 {P99:F0} ms";

    private double Quantile(double part)
    {
        _milliseconds.Sort();
        return _milliseconds.Count == 0 ? double.PositiveInfinity : _milliseconds[(int)Math.Min(_milliseconds.Count - 1, part * _milliseconds.Count)];
    }
}
