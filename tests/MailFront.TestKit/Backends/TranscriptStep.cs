using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MailFront.TestKit.Backends;

/// <summary>One line of a transcript.</summary>
internal sealed record TranscriptStep(TranscriptVerb Verb, string Text)
{
    /// <summary>The text as octets; each character is one octet.</summary>
    public byte[] Bytes => Encoding.Latin1.GetBytes(Text);

    /// <summary>Reads a transcript. Blank lines and lines that start with <c>#</c> do not count.</summary>
    public static IReadOnlyList<TranscriptStep> ParseAll(string transcript) =>
        transcript
            .Split('\n')
            .Select(line => line.TrimEnd('\r').TrimStart())
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(Parse)
            .ToList();

    private static TranscriptStep Parse(string line)
    {
        var mark = line[..Math.Min(2, line.Length)];
        var text = line.Length > 3 ? line[3..] : string.Empty;
        if (mark == "--")
        {
            var words = text.Split(' ', 2);
            var action = words.Length > 1 ? Unescape(words[1]) : string.Empty;
            return words[0] switch
            {
                "tls" => new TranscriptStep(TranscriptVerb.StartTls, action),
                "pause" => new TranscriptStep(TranscriptVerb.Pause, action),
                "close" => new TranscriptStep(TranscriptVerb.Close, action),
                "reset" => new TranscriptStep(TranscriptVerb.Reset, action),
                "hang" => new TranscriptStep(TranscriptVerb.Hang, action),
                "flood" => new TranscriptStep(TranscriptVerb.Flood, action),
                _ => throw new FormatException($"Unknown action in a transcript: {line}"),
            };
        }

        return mark switch
        {
            "S:" => new TranscriptStep(TranscriptVerb.Send, Unescape(text) + "\r\n"),
            "S-" => new TranscriptStep(TranscriptVerb.SendRaw, Unescape(text)),
            "C:" => new TranscriptStep(TranscriptVerb.Expect, Unescape(text)),
            "C~" => new TranscriptStep(TranscriptVerb.ExpectMatch, text),
            "C#" => new TranscriptStep(TranscriptVerb.ExpectRaw, Unescape(text)),
            _ => throw new FormatException($"Unknown mark in a transcript: {line}"),
        };
    }

    /// <summary>Knows <c>\r</c>, <c>\n</c>, <c>\\</c> and <c>\xNN</c>; and <c>{{1000 x}}</c> for a thousand times x.</summary>
    private static string Unescape(string text)
    {
        var repeated = Regex.Replace(
            text,
            @"\{\{(\d+) (.+?)\}\}",
            match => string.Concat(Enumerable.Repeat(match.Groups[2].Value, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))));
        return Regex.Replace(
            repeated,
            @"\\(r|n|\\|x[0-9a-fA-F]{2})",
            match => match.Groups[1].Value switch
            {
                "r" => "\r",
                "n" => "\n",
                "\\" => "\\",
                var hex => ((char)int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
            });
    }
}
