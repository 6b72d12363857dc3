using System.Text.Json.Nodes;
using MailFront.Rig.Population;

namespace MailFront.Rig.SlowAuth;

/// <summary>What was asked, by whose login it was. Safe to use from several threads.</summary>
internal sealed class SlowAuthCounts
{
    private readonly Lock _lock = new();
    private readonly long[] _asked = new long[Enum.GetValues<LoginKind>().Length];
    private readonly long[] _abandoned = new long[Enum.GetValues<LoginKind>().Length];
    private double _busySeconds;

    /// <summary>A worker took a question.</summary>
    public void Asked(LoginKind kind)
    {
        lock (_lock)
        {
            _asked[(int)kind]++;
        }
    }

    /// <summary>A worker is free again. <paramref name="isAbandoned"/>: the asker had left before the answer.</summary>
    public void Freed(LoginKind kind, TimeSpan busy, bool isAbandoned)
    {
        lock (_lock)
        {
            _busySeconds += busy.TotalSeconds;
            _abandoned[(int)kind] += isAbandoned ? 1 : 0;
        }
    }

    /// <summary>The counters.</summary>
    public JsonObject Json()
    {
        lock (_lock)
        {
            var asked = new JsonObject();
            var abandoned = new JsonObject();
            foreach (var kind in Enum.GetValues<LoginKind>())
            {
                asked[kind.ToString()] = _asked[(int)kind];
                abandoned[kind.ToString()] = _abandoned[(int)kind];
            }

            return new JsonObject { ["asked"] = asked, ["abandoned"] = abandoned, ["busySeconds"] = Math.Round(_busySeconds, 3) };
        }
    }
}
