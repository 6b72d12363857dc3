using MailFront.Defence;
using MailFront.Sessions;

namespace MailFront.Admin.Status;

/// <summary>Counts connections by state.</summary>
internal static class ConnectionStates
{
    private static readonly int _count = Enum.GetValues<ConnectionState>().Length;

    /// <summary>How many connections are in each state now, indexed by <see cref="ConnectionState"/>.</summary>
    public static int[] Count(ConnectionLedger ledger)
    {
        var counts = new int[_count];
        foreach (var connection in ledger.Connections)
        {
            counts[(int)connection.State]++;
        }

        return counts;
    }
}
