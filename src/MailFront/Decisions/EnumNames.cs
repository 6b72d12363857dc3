using System.Text;
using MailFront.Admin;

namespace MailFront.Decisions;

/// <summary>The values of an enum as they stand in decision logs: <c>login_failed</c>. Flags are joined by commas.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private const byte Separator = (byte)',';

    private static readonly T[] _values = Enum.GetValues<T>();
    private static readonly byte[][] _names = [.. _values.Select(value => Encoding.UTF8.GetBytes(MetricNames.Of(value)))];
    private static readonly long[] _numbers = [.. _values.Select(value => Convert.ToInt64(value, provider: null))];

    /// <summary>The name, or the names, of <paramref name="value"/>.</summary>
    public static byte[] Of(T value)
    {
        var at = Array.IndexOf(_values, value);
        return at >= 0 ? _names[at] : Encoding.UTF8.GetBytes(string.Join(',', Parts(Convert.ToInt64(value, provider: null))));
    }

    /// <summary>The value with this name; false when there is none.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out T value)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (name.SequenceEqual(_names[i]))
            {
                value = _values[i];
                return true;
            }
        }

        return TryFindFlags(name, out value);
    }

    private static bool TryFindFlags(ReadOnlySpan<byte> names, out T value)
    {
        value = default;
        if (!names.Contains(Separator))
        {
            return false;
        }

        long flags = 0;
        foreach (var part in names.Split(Separator))
        {
            var at = IndexOf(names[part]);
            if (at < 0)
            {
                return false;
            }

            flags |= _numbers[at];
        }

        value = (T)Enum.ToObject(typeof(T), flags);
        return true;
    }

    private static int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (name.SequenceEqual(_names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static IEnumerable<string> Parts(long flags)
    {
        for (var i = 0; i < _numbers.Length; i++)
        {
            if (_numbers[i] != 0 && (flags & _numbers[i]) == _numbers[i])
            {
                yield return Encoding.UTF8.GetString(_names[i]);
            }
        }
    }
}
