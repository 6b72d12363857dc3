namespace MailFront.Protocol.Pop3;

/// <summary>A view over a framed line; valid as long as its buffer.</summary>
public readonly ref struct Pop3Command
{
    /// <summary>Names the parts.</summary>
    internal Pop3Command(Pop3Verb verb, ReadOnlySpan<byte> name, ReadOnlySpan<byte> argument, bool hasArgument)
    {
        Verb = verb;
        Name = name;
        Argument = argument;
        HasArgument = hasArgument;
    }

    /// <summary>Which command it is.</summary>
    public Pop3Verb Verb { get; }

    /// <summary>The keyword as sent.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>
    /// Everything behind the one space that ends the keyword, line end removed: a password keeps its own spaces (RFC 1939 §7, PASS).
    /// </summary>
    public ReadOnlySpan<byte> Argument { get; }

    /// <summary>True when that space was there, even if nothing follows it.</summary>
    public bool HasArgument { get; }
}
