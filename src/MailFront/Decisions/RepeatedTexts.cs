using System.Buffers.Binary;
using System.Text;

namespace MailFront.Decisions;

/// <summary>
/// Makes values of texts that come again and again, and of most only once: a table in which a newcomer takes the place of whoever had it.
/// For one thread.
/// </summary>
internal sealed class RepeatedTexts<T>
{
    private const int PlaceBits = 16;
    private const int Places = 1 << PlaceBits;

    // 2^64 divided by the golden ratio.
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly (string Text, T Value)[] _places = new (string, T)[Places];
    private readonly Func<string, T> _make;

    /// <summary>Values are made by <paramref name="make"/>.</summary>
    public RepeatedTexts(Func<string, T> make) => _make = make;

    /// <summary>The value of <paramref name="text"/>, plain ASCII or UTF-8.</summary>
    public T Of(ReadOnlySpan<byte> text)
    {
        ref var place = ref _places[PlaceOf(text)];
        if (place.Text is { } known && Ascii.Equals(text, known))
        {
            return place.Value;
        }

        // What is not ASCII never equals above, and is made each time.
        var made = Encoding.UTF8.GetString(text);
        place = (made, _make(made));
        return place.Value;
    }

    // Names, addresses and session ids differ at their beginning or at their end; to miss costs a string, and nothing else.
    private static int PlaceOf(ReadOnlySpan<byte> text)
    {
        var ends = text.Length < sizeof(ulong)
            ? DecisionFields.Pack(text)
            : BinaryPrimitives.ReadUInt64LittleEndian(text) + (BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..]) * Multiplier);
        return (int)((ends * Multiplier) >> (64 - PlaceBits));
    }
}
