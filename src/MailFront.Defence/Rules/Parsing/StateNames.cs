namespace MailFront.Defence.Rules.Parsing;

/// <summary>Words for the phases of a connection: each state by its name, and some for several.</summary>
internal static class StateNames
{
    private static readonly Dictionary<string, StateSet> _sets = Make();

    /// <summary>All words, for messages.</summary>
    public static string All { get; } = string.Join(' ', _sets.Keys);

    /// <summary>The states that <paramref name="word"/> means.</summary>
    public static bool TryFind(string word, out StateSet states) => _sets.TryGetValue(word, out states);

    private static Dictionary<string, StateSet> Make()
    {
        var loggedIn = StateSet.Of(ConnectionState.Relaying);
        var sets = new Dictionary<string, StateSet>(StringComparer.OrdinalIgnoreCase)
        {
            ["preauth"] = StateSet.PreLogin,
            ["prelogin"] = StateSet.PreLogin,
            ["loggedin"] = loggedIn,
            ["authenticated"] = loggedIn,
        };
        foreach (var state in Enum.GetValues<ConnectionState>())
        {
            sets[state.ToString().ToLowerInvariant()] = StateSet.Of(state);
        }

        return sets;
    }
}
