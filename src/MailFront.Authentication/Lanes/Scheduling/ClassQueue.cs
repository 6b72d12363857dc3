using System.Diagnostics.CodeAnalysis;
using MailFront.Defence.Login;

namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>
/// Who waits: known and new logins by earliest deadline, suspects newest first. Of <c>total</c> places new logins may hold half and suspects a
/// quarter. A full queue puts out its oldest suspect rather than refuse anybody better, and a new login rather than refuse a known one.
/// </summary>
internal sealed class ClassQueue(int total)
{
    private static readonly IComparer<Ticket> _byDeadline = Comparer<Ticket>.Create(
        static (a, b) => (a.Deadline, a.Order).CompareTo((b.Deadline, b.Order)));

    private readonly SortedSet<Ticket> _known = new(_byDeadline);
    private readonly SortedSet<Ticket> _new = new(_byDeadline);

    // Oldest first.
    private readonly LinkedList<Ticket> _suspects = new();
    private long _entries;

    /// <summary>Questions in line.</summary>
    public int Count => _known.Count + _new.Count + _suspects.Count;

    private int MaxNew => (total + 1) / 2;

    private int MaxSuspects => (total + 3) / 4;

    /// <summary>
    /// Whether new logins go newest first like suspects. When more come than can ever be asked, the earliest deadline would make everybody wait for
    /// almost all of his.
    /// </summary>
    public bool IsNewestNewFirst { get; set; }

    /// <summary>When the new login entered that has waited longest; null when none waits.</summary>
    public TimeSpan? OldestNew => _new.Min?.Entered;

    /// <summary>When the login entered, suspects left out, that has waited longest; null when none waits.</summary>
    public TimeSpan? Oldest => (_known.Min?.Entered, OldestNew) switch
    {
        ({ } known, { } newcomer) => known < newcomer ? known : newcomer,
        var (known, newcomer) => known ?? newcomer,
    };

    private Ticket? WorstNew => IsNewestNewFirst ? _new.Min : _new.Max;

    /// <summary>Questions of a class in line.</summary>
    public int CountOf(LoginClass loginClass) => loginClass switch
    {
        LoginClass.Suspect => _suspects.Count,
        LoginClass.New => _new.Count,
        _ => _known.Count,
    };

    /// <summary>Puts a question in line, if need be in the place of a worse one, <paramref name="displaced"/>, which is then out. False: there is no place.</summary>
    public bool TryJoin(Ticket ticket, out Ticket? displaced)
    {
        displaced = null;
        bool isClassFull = ticket.Class switch
        {
            LoginClass.Suspect => _suspects.Count >= MaxSuspects,
            LoginClass.New => _new.Count >= MaxNew,
            _ => false,
        };
        if (isClassFull && ticket.Class == LoginClass.New)
        {
            displaced = IsNewestNewFirst ? _new.Min : null;
        }
        else if (isClassFull || Count >= total)
        {
            displaced = _suspects.First?.Value ?? (ticket.Class == LoginClass.Known ? WorstNew : null);
        }
        else
        {
            Add(ticket);
            return true;
        }

        if (displaced is null)
        {
            return false;
        }

        Remove(displaced);

        Add(ticket);
        return true;
    }

    /// <summary>Puts a question that had a slot back in line. No bound is asked: the slots bound it.</summary>
    public void Rejoin(Ticket ticket) => Add(ticket);

    /// <summary>Who is next of a class.</summary>
    public bool TryPeek(LoginClass loginClass, [NotNullWhen(true)] out Ticket? ticket)
    {
        ticket = loginClass switch
        {
            LoginClass.Suspect => _suspects.Last?.Value,
            LoginClass.New => IsNewestNewFirst ? _new.Max : _new.Min,
            _ => _known.Min,
        };
        return ticket is not null;
    }

    /// <summary>Takes a question out of the line; it must be in it.</summary>
    public void Remove(Ticket ticket)
    {
        if (ticket.Place is { } place)
        {
            _suspects.Remove(place);
            ticket.Place = null;
        }
        else
        {
            (ticket.Class == LoginClass.New ? _new : _known).Remove(ticket);
        }
    }

    private void Add(Ticket ticket)
    {
        ticket.Order = _entries++;
        if (ticket.Class == LoginClass.Suspect)
        {
            ticket.Place = _suspects.AddLast(ticket);
        }
        else
        {
            (ticket.Class == LoginClass.New ? _new : _known).Add(ticket);
        }
    }
}
