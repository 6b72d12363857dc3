using System.Text.Json;

namespace MailFront.Decisions;

/// <summary>Finds a field by its name.</summary>
internal static class DecisionFieldTable
{
    private const int Places = 256;
    private const int PlaceBits = 8;

    // Spreads eight octets over the table; 2^64 divided by the golden ratio.
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private static readonly (ulong Name, DecisionField Field)[] _places = Build();

    /// <summary>The field called <paramref name="name"/>; <see cref="DecisionField.None"/> for one that is not ours.</summary>
    public static DecisionField Find(ReadOnlySpan<byte> name)
    {
        var packed = DecisionFields.Pack(name);
        for (var place = PlaceOf(packed); ; place = (place + 1) % Places)
        {
            var (known, field) = _places[place];
            if (known == packed || known == 0)
            {
                return field;
            }
        }
    }

    private static int PlaceOf(ulong name) => (int)((name * Multiplier) >> (64 - PlaceBits));

    private static (ulong Name, DecisionField Field)[] Build()
    {
        (JsonEncodedText Name, DecisionField Field)[] fields =
        [
            (DecisionFields.Kind, DecisionField.Kind),
            (DecisionFields.Number, DecisionField.Number),
            (DecisionFields.At, DecisionField.At),
            (DecisionFields.Session, DecisionField.Session),
            (DecisionFields.Service, DecisionField.Service),
            (DecisionFields.User, DecisionField.User),
            (DecisionFields.Source, DecisionField.Source),
            (DecisionFields.Fingerprint, DecisionField.Fingerprint),
            (DecisionFields.HasLocation, DecisionField.HasLocation),
            (DecisionFields.Result, DecisionField.Result),
            (DecisionFields.Class, DecisionField.Class),
            (DecisionFields.Why, DecisionField.Why),
            (DecisionFields.Count, DecisionField.Count),
            (DecisionFields.Proven, DecisionField.Proven),
            (DecisionFields.Suspect, DecisionField.Suspect),
            (DecisionFields.Alarm, DecisionField.Alarm),
            (DecisionFields.Checkpoint, DecisionField.Checkpoint),
            (DecisionFields.Now, DecisionField.Now),
            (DecisionFields.Age, DecisionField.Age),
            (DecisionFields.Failures, DecisionField.Failures),
            (DecisionFields.Distinct, DecisionField.Distinct),
            (DecisionFields.Limits, DecisionField.Limits),
            (DecisionFields.Connections, DecisionField.Connections),
            (DecisionFields.Listed, DecisionField.Listed),
            (DecisionFields.PreLogin, DecisionField.PreLogin),
            (DecisionFields.ServiceConnections, DecisionField.ServiceConnections),
            (DecisionFields.ServiceCap, DecisionField.ServiceCap),
            (DecisionFields.Proxied, DecisionField.Proxied),
            (DecisionFields.Full, DecisionField.Full),
            (DecisionFields.Score, DecisionField.Score),
            (DecisionFields.Highest, DecisionField.Highest),
            (DecisionFields.RuleDelay, DecisionField.RuleDelay),
            (DecisionFields.RuledClass, DecisionField.RuledClass),
            (DecisionFields.Withheld, DecisionField.Withheld),
            (DecisionFields.Action, DecisionField.Action),
            (DecisionFields.Delay, DecisionField.Delay),
            (DecisionFields.Deadline, DecisionField.Deadline),
        ];
        var places = new (ulong, DecisionField)[Places];
        foreach (var (name, field) in fields)
        {
            var packed = DecisionFields.Pack(name.EncodedUtf8Bytes);
            var place = PlaceOf(packed);
            while (places[place].Item1 != 0)
            {
                place = (place + 1) % Places;
            }

            places[place] = (packed, field);
        }

        return places;
    }
}
