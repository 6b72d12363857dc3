namespace MailFront.EndToEndTests.Clients;

/// <summary>What a command was answered.</summary>
/// <param name="Status">The tagged line without its tag.</param>
/// <param name="Untagged">The lines before it, literals cut out.</param>
/// <param name="Literals">The literals, in order.</param>
internal sealed record ImapAnswer(string Status, IReadOnlyList<string> Untagged, IReadOnlyList<byte[]> Literals)
{
    public ImapAnswer Ok()
    {
        Assert.StartsWith("OK", Status, StringComparison.Ordinal);
        return this;
    }
}
