namespace MailFront.Protocol.Ldap;

/// <summary>Reads the operator's filter (RFC 4515 §3) into a tree, with <c>%u</c> and the like in its values. Runs once for each start and reload.</summary>
internal ref struct LdapFilterParser
{
    private const int MaxLength = 4096;
    private const int MaxDepth = 16;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private string? _problem;

    private LdapFilterParser(ReadOnlySpan<char> text) => _text = text;

    public static LdapFilter? Parse(string text, out string? problem)
    {
        if (text.Length is 0 or > MaxLength)
        {
            problem = text.Length == 0 ? "it is empty" : "it is longer than 4096 characters";
            return null;
        }

        var parser = new LdapFilterParser(text.StartsWith('(') ? text : $"({text})");
        LdapFilter? filter = parser.ReadFilter(depth: 1);
        if (filter is not null && parser._at < parser._text.Length)
        {
            filter = parser.Fail("something stands behind the last bracket");
        }

        problem = parser._problem;
        return filter;
    }

    private LdapFilter? ReadFilter(int depth)
    {
        if (depth > MaxDepth)
        {
            return Fail("it is nested deeper than 16");
        }

        if (!Take('('))
        {
            return Fail("an opening bracket is missing");
        }

        LdapFilter? filter = Take('&') ? ReadSet(LdapFilterKind.And, depth)
            : Take('|') ? ReadSet(LdapFilterKind.Or, depth)
            : Take('!') ? (ReadFilter(depth + 1) is { } negated ? LdapFilter.Set(LdapFilterKind.Not, negated) : null)
            : ReadItem();
        return filter is null || Take(')') ? filter : Fail("a closing bracket is missing");
    }

    private LdapFilter? ReadSet(LdapFilterKind kind, int depth)
    {
        var parts = new List<LdapFilter>();
        while (_at < _text.Length && _text[_at] == '(')
        {
            if (ReadFilter(depth + 1) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }

        return parts.Count > 0 ? LdapFilter.Set(kind, [.. parts]) : Fail("& or | without a filter behind it");
    }

    private LdapFilter? ReadItem()
    {
        int length = _text[_at..].IndexOfAny('(', ')');
        ReadOnlySpan<char> item = length < 0 ? _text[_at..] : _text.Slice(_at, length);
        _at += item.Length;
        int equals = item.IndexOf('=');
        if (equals <= 0)
        {
            return Fail("a comparison has no attribute or no =");
        }

        ReadOnlySpan<char> left = item[..equals];
        ReadOnlySpan<char> value = item[(equals + 1)..];
        LdapFilterKind kind = left[^1] switch
        {
            ':' => LdapFilterKind.Extensible,
            '>' => LdapFilterKind.GreaterOrEqual,
            '<' => LdapFilterKind.LessOrEqual,
            '~' => LdapFilterKind.Approximate,
            _ => LdapFilterKind.Equality,
        };
        if (kind == LdapFilterKind.Extensible)
        {
            return ReadExtensible(left[..^1], value);
        }

        string attribute = (kind == LdapFilterKind.Equality ? left : left[..^1]).ToString();
        if (!IsAttribute(attribute))
        {
            return Fail("an attribute has characters it cannot have");
        }

        if (kind == LdapFilterKind.Equality && value.Contains('*'))
        {
            return ReadSubstrings(attribute, value);
        }

        return ReadValue(value) is { } assertion ? LdapFilter.Compare(kind, attribute, assertion) : null;
    }

    private LdapFilter? ReadSubstrings(string attribute, ReadOnlySpan<char> value)
    {
        if (value is "*")
        {
            return LdapFilter.Present(attribute);
        }

        var values = new List<LdapTemplate?>();
        foreach (Range range in value.Split('*'))
        {
            ReadOnlySpan<char> piece = value[range];
            LdapTemplate? template = piece.IsEmpty ? null : ReadValue(piece);
            if (template is null && !piece.IsEmpty)
            {
                return null;
            }

            values.Add(template);
        }

        return LdapFilter.Substrings(attribute, [.. values]);
    }

    // attribute[:dn][:rule]:=value, where only attribute or rule may be missing.
    private LdapFilter? ReadExtensible(ReadOnlySpan<char> left, ReadOnlySpan<char> value)
    {
        string[] words = left.ToString().Split(':');
        bool isWithDnAttributes = words.Length > 1 && words[1] == "dn";
        int rest = isWithDnAttributes ? 2 : 1;
        string? rule = words.Length > rest ? words[rest] : null;
        bool isForm = words.Length <= rest + 1 && (words[0].Length > 0 || rule is not null);
        if (!isForm || (words[0].Length > 0 && !IsAttribute(words[0])) || (rule is not null && !IsAttribute(rule)))
        {
            return Fail("an extensible match is not attribute:dn:rule:=value");
        }

        return ReadValue(value) is { } assertion ? LdapFilter.Extensible(words[0], rule, isWithDnAttributes, assertion) : null;
    }

    private LdapTemplate? ReadValue(ReadOnlySpan<char> value)
    {
        LdapTemplate? template = LdapTemplate.ParseAssertion(value, out string? problem);
        _problem ??= problem;
        return template;
    }

    // RFC 4512 §2.5: a name or an object identifier, with options.
    private static bool IsAttribute(string text) =>
        text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ';' or '_');

    private bool Take(char c)
    {
        if (_at >= _text.Length || _text[_at] != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private LdapFilter? Fail(string problem)
    {
        _problem ??= problem;
        return null;
    }
}
