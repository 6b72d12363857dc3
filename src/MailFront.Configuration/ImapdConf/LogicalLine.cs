namespace MailFront.Configuration.ImapdConf;

/// <summary>A line of imapd.conf after continuations were joined.</summary>
/// <param name="Text">Text without <c>\</c> and line ends in between.</param>
/// <param name="Number">Line on which it begins, from 1.</param>
internal readonly record struct LogicalLine(string Text, int Number)
{
    /// <summary>
    /// Joins lines that end in <c>\</c> with the next (libconfig.c): nothing is put in between, leading blanks of the next line stay,
    /// comments continue too.
    /// A <c>\</c> before a carriage return, or at the end of the file, stays.
    /// </summary>
    public static IEnumerable<LogicalLine> Split(string text)
    {
        var number = 0;
        var first = 0;
        var joined = string.Empty;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            number++;
            first = first == 0 ? number : first;
            var isContinued = lines[i].EndsWith('\\') && i + 1 < lines.Length;
            joined += isContinued ? lines[i][..^1] : lines[i];
            if (!isContinued)
            {
                yield return new LogicalLine(joined, first);
                joined = string.Empty;
                first = 0;
            }
        }
    }
}
