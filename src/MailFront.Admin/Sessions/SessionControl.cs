using System.Net;
using MailFront.Defence;
using MailFront.Defence.Rules;
using MailFront.Sessions;
using MailFront.Sessions.Rules;

namespace MailFront.Admin.Sessions;

/// <summary>What operators see of connections, and do to them.</summary>
public sealed class SessionControl
{
    private readonly SessionRooms _rooms;
    private readonly IReadOnlyList<IExplanationSource> _explanations;

    /// <summary>Control over the connections of <paramref name="rooms"/>; <paramref name="explanations"/> speak in their order.</summary>
    public SessionControl(SessionRooms rooms, IReadOnlyList<IExplanationSource> explanations)
    {
        _rooms = rooms;
        _explanations = explanations;
    }

    internal RuleDesk Rules => _rooms.Rules;

    internal RulesView RulesNow() => new(MetricNames.Of(Rules.Mode), [.. Rules.Book.Rules.Select(RuleView.Of)]);

    /// <summary>The oldest <paramref name="most"/> connections that <paramref name="condition"/> is true of; null for all.</summary>
    internal SessionsView List(Condition? condition, int most)
    {
        var rows = RowsOf(row => condition is null || condition.Matches(row));
        rows.Sort(static (left, right) => right.Age.CompareTo(left.Age));
        return new SessionsView(_rooms.Ledger.Count, rows.Count, [.. rows.Take(most).Select(row => SessionView.Of(row))]);
    }

    internal TopView Top(int most) => TopView.Of(RowsOf(_ => true), most);

    /// <summary>Closes what <paramref name="condition"/> is true of; <paramref name="shown"/> is for the log.</summary>
    internal KickedView Kick(Func<ConnectionRow, bool> condition, string shown, bool isDryRun)
    {
        var closed = 0;
        foreach (var connection in _rooms.Ledger.Connections)
        {
            var row = connection.ToRow();
            if (row.State != ConnectionState.Closing && condition(row))
            {
                closed++;
                if (!isDryRun)
                {
                    connection.End(CloseReason.Kicked, force: true);
                }
            }
        }

        if (closed > 0 && !isDryRun)
        {
            Rules.NoteKick(closed, shown);
        }

        return new KickedView(closed, isDryRun);
    }

    /// <summary>Whether <paramref name="name"/> is the id of an open connection.</summary>
    internal bool IsOpen(string name) => _rooms.Ledger.Connections.Any(connection => connection.SessionId == name);

    /// <summary>Explains a session, an address or, when it is neither, a user, who may be asked about as coming <paramref name="from"/> somewhere.</summary>
    internal ExplanationView Explain(string name, IPAddress? from)
    {
        var subject = SubjectOf(name, from);
        subject = subject with { Open = RowsOf(subject.IsAbout) };
        var about = subject.Session is not null ? "session" : subject.User is not null ? "user" : "address";
        return new ExplanationView(about, [.. _explanations.SelectMany(source => source.Explain(subject))]);
    }

    private ExplanationSubject SubjectOf(string name, IPAddress? from)
    {
        bool IsNamed(RecentDecision decision) => decision.Row.Id == name;
        if (IsOpen(name) || Rules.Actions.Newest(IsNamed, 1).Count > 0 || Rules.Verdicts.Newest(IsNamed, 1).Count > 0)
        {
            return new ExplanationSubject { Session = name };
        }

        return TryAddress(name, out var address)
            ? new ExplanationSubject { Address = address }
            : new ExplanationSubject { User = name, Address = SessionView.Plain(from) };
    }

    /// <summary>An address as people write it; "1" is none.</summary>
    internal static bool TryAddress(string text, out IPAddress? address)
    {
        var isAddress = IPAddress.TryParse(text, out address) && (text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == 3);
        address = isAddress ? SessionView.Plain(address) : null;
        return isAddress;
    }

    private List<ConnectionRow> RowsOf(Func<ConnectionRow, bool> isWanted)
    {
        var rows = new List<ConnectionRow>();
        foreach (var connection in _rooms.Ledger.Connections)
        {
            var row = connection.ToRow();
            if (isWanted(row))
            {
                rows.Add(row);
            }
        }

        return rows;
    }
}
