namespace MailFront.Defence.Rules.Parsing;

/// <summary>What a piece of a rule is.</summary>
internal enum TokenKind
{
    /// <summary>Nothing is left.</summary>
    End,

    /// <summary>A word, number, address or value.</summary>
    Word,

    /// <summary>Text between double quotes.</summary>
    Quoted,

    /// <summary><c>(</c></summary>
    Open,

    /// <summary><c>)</c></summary>
    Close,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary><c>=</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c></summary>
    Comparison,

    /// <summary><c>=&gt;</c></summary>
    Arrow,

    /// <summary>Nothing of a rule's.</summary>
    Stranger,
}
