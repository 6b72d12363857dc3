using System.Buffers;
using System.Buffers.Binary;

namespace MailFront.Defence.Alarm;

/// <summary>
/// One number of the fleet watched for a change: what is above several times its own usual share of the traffic adds up (Page's CUSUM, 1954), and what
/// is below takes away. Scaled with the traffic, so that a Monday morning with five times the logins is no change.
/// </summary>
internal sealed class ExcessSignal
{
    // Each ten seconds; the usual share is that of the last six hours or so.
    private const double Keep = 1 - (10.0 / 21_600);

    // Before anything is known the share counts as this, with the weight of some minutes of logins.
    private const double PriorShare = 0.02;
    private const double PriorVolume = 1000;

    // An alarm that was raised by ten thousand ends as soon as one raised by a hundred.
    private const double MostAbove = 2;
    private const double Calm = 0.1;
    private const double CalmingFactor = 0.7;

    private readonly double _threshold;
    private readonly double _allowance;
    private readonly double _factor;
    private double _events;
    private double _volume;
    private double _excess;

    /// <param name="threshold">Excess at which something is wrong.</param>
    /// <param name="allowance">Events in ten seconds that never count, however little traffic there is.</param>
    /// <param name="factor">How many times the usual share does not count.</param>
    public ExcessSignal(double threshold, double allowance, double factor)
    {
        _threshold = threshold;
        _allowance = allowance;
        _factor = factor;
    }

    /// <summary>Whether too much has added up.</summary>
    public bool IsHigh => _excess >= _threshold;

    /// <summary>Whether next to nothing is left.</summary>
    public bool IsCalm => _excess <= _threshold * Calm;

    /// <summary>The usual share of the traffic.</summary>
    public double UsualShare => Math.Max(0, (_events + (PriorShare * PriorVolume)) / (_volume + PriorVolume));

    /// <summary>Ten seconds are over: <paramref name="events"/> among <paramref name="volume"/> logins. What is usual is not learned while <paramref name="isAlarmed"/>.</summary>
    public void Close(double events, double volume, bool isAlarmed)
    {
        double surplus = events - (_factor * UsualShare * volume) - _allowance;
        _excess = Math.Clamp(_excess + surplus, 0, MostAbove * _threshold);
        if (!isAlarmed)
        {
            _events = (_events * Keep) + events;
            _volume = (_volume * Keep) + volume;
        }
        else if (surplus <= 0)
        {
            _excess *= CalmingFactor;
        }
    }

    /// <summary>Octets that <see cref="Save"/> writes.</summary>
    public const int SavedOctets = 3 * sizeof(double);

    /// <summary>Writes what was learned.</summary>
    public void Save(IBufferWriter<byte> writer)
    {
        Span<byte> octets = writer.GetSpan(SavedOctets);
        BinaryPrimitives.WriteDoubleLittleEndian(octets, _events);
        BinaryPrimitives.WriteDoubleLittleEndian(octets[sizeof(double)..], _volume);
        BinaryPrimitives.WriteDoubleLittleEndian(octets[(2 * sizeof(double))..], _excess);
        writer.Advance(SavedOctets);
    }

    /// <summary>Takes it back.</summary>
    public void Load(ReadOnlySpan<byte> octets)
    {
        _events = Number(octets);
        _volume = Number(octets[sizeof(double)..]);
        _excess = Math.Clamp(Number(octets[(2 * sizeof(double))..]), 0, MostAbove * _threshold);
    }

    private static double Number(ReadOnlySpan<byte> octets)
    {
        double number = BinaryPrimitives.ReadDoubleLittleEndian(octets);
        return double.IsFinite(number) && number >= 0 ? number : 0;
    }
}
