using System.Diagnostics.CodeAnalysis;

namespace MailFront.Backends.Pacing;

/// <summary>
/// Who waits for a backend: users known from their place first, but every eighth turn is of the others; in each class first come first served.
/// Leaving costs the same for any length.
/// </summary>
internal sealed class WaitingLine
{
    // Without a share of their own, those who are not known would wait until nobody known does, and most in vain.
    private const int TurnsOfEach = 8;

    private readonly LinkedList<HeldLogin> _first = [];
    private readonly LinkedList<HeldLogin> _others = [];
    private int _turn;

    /// <summary>How many wait.</summary>
    public int Count => _first.Count + _others.Count;

    /// <summary>How many would be served before a newcomer.</summary>
    public int Before(bool isFirst) => isFirst ? _first.Count + Math.Min(_others.Count, _first.Count / (TurnsOfEach - 1)) : Count;

    /// <summary>Adds one at the end of its class.</summary>
    public void Add(HeldLogin login) => login.Place = (login.IsFirst ? _first : _others).AddLast(login);

    /// <summary>Takes the next one out.</summary>
    public bool TryTake([NotNullWhen(true)] out HeldLogin? login)
    {
        var isOthers = _others.Count > 0 && ++_turn % TurnsOfEach == 0;
        login = (isOthers ? null : _first.First?.Value) ?? _others.First?.Value ?? _first.First?.Value;
        return login is not null && Remove(login);
    }

    /// <summary>Takes this one out. False when it has left already.</summary>
    public static bool Remove(HeldLogin login)
    {
        if (login.Place is not { List: { } list } place)
        {
            return false;
        }

        list.Remove(place);
        login.Place = null;
        return true;
    }

    /// <summary>Takes out and ends all whose time is up. Returns how many.</summary>
    public int Expire(TimeSpan now) => Expire(_first, now) + Expire(_others, now);

    private static int Expire(LinkedList<HeldLogin> list, TimeSpan now)
    {
        var expired = 0;
        for (var place = list.First; place is not null;)
        {
            var next = place.Next;
            if (now - place.Value.Entered >= place.Value.Limit)
            {
                list.Remove(place);
                place.Value.Place = null;
                place.Value.End(HoldEnd.Expired);
                expired++;
            }

            place = next;
        }

        return expired;
    }
}
