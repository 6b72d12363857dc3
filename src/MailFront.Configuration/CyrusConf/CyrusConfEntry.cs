namespace MailFront.Configuration.CyrusConf;

/// <summary>One entry of a section.</summary>
/// <param name="Name">Its first word.</param>
/// <param name="Place">Its line.</param>
/// <param name="Pairs">Its arguments in order; the first of a key counts.</param>
internal sealed record CyrusConfEntry(string Name, SourcePlace Place, IReadOnlyList<CyrusConfPair> Pairs)
{
    /// <summary>The value of the first <paramref name="key"/>, or null.</summary>
    public string? Find(string key)
    {
        foreach (var pair in Pairs)
        {
            if (pair.Key == key)
            {
                return pair.Value;
            }
        }

        return null;
    }
}
