using System.Text;

namespace MailFront.Configuration.CyrusConf;

/// <summary>
/// cyrus.conf to sections, with the quirks of cyrus master/masterconf.c: line by line, <c>#</c> starts a comment even inside quotes,
/// a section opens with its name and <c>{</c> on one line, unknown sections are skipped.
/// </summary>
internal sealed class CyrusConfParser
{
    private readonly string _file;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<CyrusConfSection> _sections = [];
    private List<CyrusConfEntry>? _entries;
    private string _skipped = string.Empty;
    private int _depth;
    private int _opened;
    private int _line;

    private CyrusConfParser(string file, DiagnosticBag diagnostics)
    {
        _file = file;
        _diagnostics = diagnostics;
    }

    private SourcePlace Place => new(_file, _line);

    /// <summary>Sections in order of their opening; what is wrong goes to <paramref name="diagnostics"/>.</summary>
    public static IReadOnlyList<CyrusConfSection> Parse(string text, string file, DiagnosticBag diagnostics)
    {
        var parser = new CyrusConfParser(file, diagnostics);
        foreach (var line in text.Split('\n'))
        {
            parser._line++;
            parser.Take(line);
        }

        parser.Finish();
        return parser._sections;
    }

    private void Take(ReadOnlySpan<char> line)
    {
        if (Encoding.UTF8.GetByteCount(line) > CyrusConfSyntax.MaxLineOctets)
        {
            _diagnostics.Error(
                Place,
                null,
                $"line longer than {CyrusConfSyntax.MaxLineOctets} octets: Cyrus would read it as two lines",
                "the line is refused: shorten it");
            return;
        }

        var rest = WithoutComment(line.TrimStart(" \t\r\v\f"));
        if (rest.IsEmpty)
        {
            return;
        }

        if (_entries is null)
        {
            TakeOutside(rest);
        }
        else
        {
            TakeInside(rest);
        }
    }

    private ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> line)
    {
        var hash = line.IndexOf('#');
        if (hash < 0)
        {
            return line;
        }

        if (line[..hash].Count('"') % 2 != 0)
        {
            _diagnostics.Warning(Place, null, "'#' inside quotes starts a comment in cyrus.conf: the value ends there", "read as Cyrus reads it");
        }

        return line[..hash];
    }

    private void TakeOutside(ReadOnlySpan<char> rest)
    {
        var length = CyrusConfSyntax.NameLength(rest);
        var name = rest[..length].ToString().ToUpperInvariant();
        var wasOutside = _depth == 0;
        _depth += rest.Count('{') - rest.Count('}');
        if (!wasOutside)
        {
            return;
        }

        var isKnown = length > 0 && CyrusConfSyntax.Sections.Contains(name);
        if (isKnown && _depth == 1)
        {
            Open(name, rest[length..]);
        }
        else if (isKnown && rest.Contains('{'))
        {
            _diagnostics.Warning(
                Place,
                null,
                $"section {name} opens and closes on one line: Cyrus takes nothing from it",
                "ignored, as by Cyrus: write one entry per line");
        }
        else if (isKnown)
        {
            _diagnostics.Warning(Place, null, $"{name} without '{{' on the same line is no section for Cyrus", "ignored, as by Cyrus");
        }
        else if (_depth == 1)
        {
            _skipped = name;
            _opened = _line;
            _diagnostics.Warning(Place, null, $"unknown section '{name}'", "skipped, as by Cyrus");
        }
        else if (!rest.TrimEnd().IsEmpty)
        {
            _diagnostics.Warning(Place, null, "text outside of any section", "ignored, as by Cyrus");
        }
    }

    private void Open(string name, ReadOnlySpan<char> rest)
    {
        var brace = rest.IndexOf('{');
        if (!rest[(brace + 1)..].TrimEnd().IsEmpty)
        {
            _diagnostics.Warning(
                Place,
                null,
                $"text after '{name} {{' on the same line: Cyrus takes nothing from it",
                "ignored, as by Cyrus: write one entry per line");
        }

        _opened = _line;
        _entries = [];
        _sections.Add(new CyrusConfSection(name, Place, _entries));
    }

    private void TakeInside(ReadOnlySpan<char> rest)
    {
        if (rest[0] == '}')
        {
            Close();
            return;
        }

        var length = CyrusConfSyntax.NameLength(rest);
        if (length < rest.Length && rest[length] != '}' && !CyrusConfSyntax.IsBlank(rest[length]))
        {
            _diagnostics.Error(
                Place,
                null,
                $"bad character '{CyrusConfSyntax.Show(rest[length])}' in name on line {_line}",
                "Cyrus does not start with it");
        }
        else if (CyrusConfPairParser.TryParse(rest[length..], Place, _diagnostics, out var pairs))
        {
            _entries!.Add(new CyrusConfEntry(rest[..length].ToString(), Place, pairs));
        }

        if (rest.Contains('}'))
        {
            Close();
        }
    }

    private void Close()
    {
        _entries = null;
        _depth = 0;
    }

    private void Finish()
    {
        if (_entries is not null || _depth > 0)
        {
            var name = _entries is null ? _skipped : _sections[^1].Name;
            _diagnostics.Warning(
                new SourcePlace(_file, _opened),
                null,
                $"section {name} is not closed by '}}'",
                "read to the end of the file, as by Cyrus");
        }
    }
}
